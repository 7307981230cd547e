package dev.cachebench.reports.claim.rules;

import static dev.cachebench.scenarios.claim.ClaimMetric.MEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimArithmeticTest {

  private static final double MILLIS = 1e6;

  /** The table of minimal hit ratios: hits of 0.61 ms, 0.3 ms, 1 µs and free hits. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "impossible",
      value = {
        "10, 610000, 0.9008878, 10.1",
        "100, 610000, 0.9909766, 111",
        "1000, 610000, 0.9999854, 68711",
        "1013, 610000, 0.9999983, 585448",
        "2000, 610000, impossible, impossible",
        "5000, 610000, impossible, impossible",
        "8000, 610000, impossible, impossible",
        "10, 300000, 0.9004364, 10.04",
        "100, 300000, 0.9904800, 105",
        "1000, 300000, 0.9994844, 1939",
        "1013, 300000, 0.9994972, 1989",
        "2000, 300000, 0.9999846, 65130",
        "5000, 300000, impossible, impossible",
        "8000, 300000, impossible, impossible",
        "10, 1000, 0.9000015, 10.0",
        "100, 1000, 0.9900016, 100",
        "1000, 1000, 0.9990016, 1002",
        "1013, 1000, 0.9990144, 1015",
        "2000, 1000, 0.9995016, 2006",
        "5000, 1000, 0.9998016, 5041",
        "8000, 1000, 0.9998766, 8105",
        "10, 0, 0.9, 10",
        "100, 0, 0.99, 100",
        "1000, 0, 0.999, 1000",
        "1013, 0, 0.9990128, 1013",
        "2000, 0, 0.9995, 2000",
        "5000, 0, 0.9998, 5000",
        "8000, 0, 0.999875, 8000",
      })
  void requiresTheHitRatiosOfTheTheory(
      String claim, double withNanos, Double hitRatio, Double requests) {
    ClaimAnswer answer =
        ClaimArithmetic.judge(ClaimForm.parse(claim + "x"), MEAN, 619 * MILLIS, withNanos, null);

    if (hitRatio == null) {
      assertThat(answer.requiredHitRatio()).isNull();
      assertThat(answer.oneMissPer()).isNull();
      assertThat(answer.verdict()).hasToString("UNREACHABLE_AT_ANY_HIT_RATIO");
    } else {
      assertThat(answer.requiredHitRatio()).isCloseTo(hitRatio, within(5.1e-8));
      assertThat(answer.oneMissPer()).isCloseTo(requests, within(Math.max(0.5, requests * 1e-4)));
      assertThat(answer.verdict()).hasToString("UNVERIFIABLE");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "boundary",
      value = {
        "0.5, 1.998, 31.86, 507.9, boundary, 1",
        "0.8, 4.98, 254, 812, 1014.75, 1",
        "0.9, 9.912, 508, 913, 1014.75, 1",
        "0.95, 19.63, 718, 964, 1014.75, 1",
        "0.986, 66.8, 921, 1000.6, 1014.75, 1",
        "0.99, 91.11, 947, 1004.6, 1014.75, boundary",
        "1, 1014.75, 1014.75, 1014.75, 1014.75, 1014.75",
      })
  void everyAverageIsThatOfTheTheory(
      double hitRatio, double mean, double geometric, double ratios, Double p50, Double p99) {
    var speedup = judge("1013x", MEAN, hitRatio).speedup();

    assertThat(speedup.mean()).isCloseTo(mean, within(mean * 1e-3));
    assertThat(speedup.geometricMean()).isCloseTo(geometric, within(geometric * 1e-3));
    assertThat(speedup.meanOfRatios()).isCloseTo(ratios, within(ratios * 1e-3));
    assertThat(speedup.hitsOnly()).isCloseTo(1014.754, within(1e-3));
    assertNear(speedup.p50(), p50);
    assertNear(speedup.p99(), p99);
  }

  private static void assertNear(Double actual, Double expected) {
    if (expected == null) {
      assertThat(actual).isNull();
    } else {
      assertThat(actual).isCloseTo(expected, within(0.005));
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "unknown",
      delimiter = '|',
      value = {
        "1013x|mean|0.9|UNREACHABLE_AT_THIS_HIT_RATIO|ONLY_FOR_HITS ONLY_FOR_PERCENTILE",
        "1013x|mean|0.4|UNREACHABLE_AT_THIS_HIT_RATIO|ONLY_FOR_HITS",
        "1013x|mean|unknown|UNVERIFIABLE|''",
        "1013x|mean|1|CONFIRMED|''",
        "1013x|hits-only|unknown|CONFIRMED|''",
        "1013x|hits-only|0.9|CONFIRMED|ONLY_FOR_HITS ONLY_FOR_PERCENTILE",
        "1020x|hits-only|0.9|REFUTED|''",
        "1013x|p50|0.9|CONFIRMED|ONLY_FOR_HITS ONLY_FOR_PERCENTILE",
        "1013x|p99|0.9|REFUTED|ONLY_FOR_HITS ONLY_FOR_PERCENTILE",
        "1013x|p50|0.5|INCONCLUSIVE|ONLY_FOR_HITS",
        "1013x|throughput|0.9|REFUTED|ONLY_FOR_HITS ONLY_FOR_PERCENTILE",
        "900x|mean|0.9|UNREACHABLE_AT_THIS_HIT_RATIO|ONLY_FOR_HITS ONLY_FOR_PERCENTILE AVERAGING_ARTEFACT",
        "5000x|mean|unknown|UNREACHABLE_AT_ANY_HIT_RATIO|''",
        "5000x|mean|0.99|UNREACHABLE_AT_ANY_HIT_RATIO|''",
        "~10x|mean|0.9|CONFIRMED|''",
        "~5x|mean|0.9|UNDERSTATED|''",
        "~12x|mean|0.9|UNREACHABLE_AT_THIS_HIT_RATIO|''",
        "100..1000x|mean|0.9909|UNREACHABLE_AT_THIS_HIT_RATIO|''",
        "100..1000x|mean|0.9910|CONFIRMED|''",
        "100..1000x|mean|0.99999|UNDERSTATED|''",
        "1x|mean|0|CONFIRMED|''",
      })
  void verdictAndTagsFollowTheRules(
      String claim, String metric, Double hitRatio, String verdict, String tags) {
    ClaimAnswer answer = judge(claim, ClaimMetric.of(metric), hitRatio);

    assertThat(answer.verdict()).hasToString(verdict);
    assertThat(answer.tags().stream().map(Enum::name).collect(Collectors.joining(" ")))
        .isEqualTo(tags);
  }

  @Test
  void roundingDoesNotRefuteWhatHoldsExactly() {
    var answer = ClaimArithmetic.judge(ClaimForm.parse("100x"), MEAN, MILLIS, 0, 0.99);

    assertThat(answer.verdict()).hasToString("CONFIRMED");
    assertThat(answer.tags()).isEmpty();
  }

  @Test
  void aCacheSlowerThanItsOriginIsASlowdown() {
    var answer = ClaimArithmetic.judge(ClaimForm.parse("2x"), MEAN, MILLIS, 2 * MILLIS, 0.5);

    assertThat(answer.verdict()).hasToString("UNREACHABLE_AT_ANY_HIT_RATIO");
    assertThat(answer.tags()).extracting(Enum::name).containsExactly("SLOWDOWN");
    assertThat(answer.ceiling()).isEqualTo(1);
  }

  @Test
  void jsonHasTheKeysOfTheContractAndFullDoubles() {
    String json = JsonReport.write(judge("1013x", MEAN, 0.9));

    assertThat(json.lines().filter(line -> line.contains(":")).map(line -> line.split("\"")[1]))
        .containsExactly(
            "claim",
            "metric",
            "verdict",
            "tags",
            "speedup",
            "mean",
            "hitsOnly",
            "geometricMean",
            "meanOfRatios",
            "p50",
            "p99",
            "requiredHitRatio",
            "oneMissPer",
            "ceiling");
    assertThat(json).contains("\"mean\" : 9.912088264", "\"hitsOnly\" : 1014.7540983606");
  }

  private static ClaimAnswer judge(String claim, ClaimMetric metric, Double hitRatio) {
    return ClaimArithmetic.judge(
        ClaimForm.parse(claim), metric, 619 * MILLIS, 0.61 * MILLIS, hitRatio);
  }
}
