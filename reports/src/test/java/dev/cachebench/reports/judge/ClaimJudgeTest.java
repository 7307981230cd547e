package dev.cachebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.ClaimTag;
import dev.cachebench.reports.model.ClaimVerdict;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import dev.cachebench.scenarios.model.ClaimConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims on a run of 90 % hits: 5,700 gets an arm, misses of 20 ms, hits of 0.16 ms. */
class ClaimJudgeTest {

  private SyntheticRun run = SyntheticRun.standard();

  @ParameterizedTest
  @CsvSource({
    "5x, mean, CONFIRMED",
    "5..20x, mean, CONFIRMED",
    "2..5x, mean, UNDERSTATED",
    "9.2x, mean, INCONCLUSIVE",
    "50x, mean, UNREACHABLE_AT_THIS_HIT_RATIO",
    "1013x, mean, UNREACHABLE_AT_ANY_HIT_RATIO",
    "100x, hits-only, CONFIRMED",
    "1013x, hits-only, REFUTED",
    "100x, p50, CONFIRMED",
    "100x, p99, REFUTED",
    "2x, throughput, INCONCLUSIVE",
  })
  void verdictFollowsTheRules(String claim, String metric, ClaimVerdict verdict) {
    assertThat(result(claim, metric).answer().verdict()).isEqualTo(verdict);
  }

  @Test
  void aHitAloneIsATagAndNeverTheVerdict() {
    ClaimResult result = result("50x", "mean");

    assertThat(result.answer().tags())
        .contains(ClaimTag.ONLY_FOR_HITS, ClaimTag.ONLY_FOR_PERCENTILE);
    assertThat(result.hitRatio()).isBetween(0.88, 0.92);
    assertThat(result.answer().requiredHitRatio()).isBetween(0.98, 0.99);
    assertThat(result.reason()).contains("the mean request is", "50x would take");
  }

  @Test
  void inconclusiveSaysHowManyRequestsAndWhichCommandWouldDecide() {
    ClaimResult near = result("9x", "mean");
    ClaimResult nearer = result("9.2x", "mean");

    assertThat(near.requestsNeeded()).isGreaterThan(5700);
    assertThat(near.command()).startsWith("cachebench run stampede --rounds ");
    assertThat(near.reason()).contains("gets would decide, 5,700 were made");
    assertThat(nearer.requestsNeeded() == null || nearer.requestsNeeded() > near.requestsNeeded())
        .isTrue();
    assertThat(near.reason()).doesNotContain("too close");
  }

  @Test
  void moreRoundsThanAnybodyRunsAreNotAdvised() {
    double mean = result("9x", "mean").answer().speedup().mean();
    ClaimResult nearest = result(String.format(Locale.ROOT, "%.3fx", mean * 0.99), "mean");

    assertThat(nearest.answer().verdict()).isEqualTo(ClaimVerdict.INCONCLUSIVE);
    assertThat(nearest.requestsNeeded()).isGreaterThan(50.0 * 5700);
    assertThat(nearest.command()).isNull();
    assertThat(nearest.reason()).endsWith("too close to what was measured to be decided so.");
  }

  @Test
  void wrongValuesAndSpoiltArmsLeaveNothingToJudge() {
    run.count("hardened", "steady", "wrong-values", 1);
    assertThat(result("5x", "mean").answer().verdict()).isEqualTo(ClaimVerdict.INVALID_RUN);
    assertThat(result("5x", "mean").reason()).contains("1 wrong values");

    run = SyntheticRun.standard();
    run.details("arm-end", "none", "status", "failed");
    assertThat(result("5x", "mean").answer().verdict()).isEqualTo(ClaimVerdict.INVALID_RUN);

    run = SyntheticRun.standard();
    run.count("hardened", "steady", "offered", 500);
    run.count("hardened", "steady", "get.error", 500);
    assertThat(result("5x", "mean").reason()).contains("gets failed");
  }

  @Test
  void aSaturatedBaselineOfOpenLoadIsNoBaseline() {
    run.count("none", "steady", "origin.loads", 64 * 50 * 20);

    assertThat(result("5x", "mean").reason()).contains("of the origin's capacity");
  }

  /** Of the 0.16 ms of a hit 0.05 ms are lag. */
  @ParameterizedTest
  @CsvSource({
    "5x, mean, CONFIRMED, CONFIRMED",
    "100x, hits-only, CONFIRMED, CONFIRMED",
    "150x, hits-only, REFUTED, INCONCLUSIVE",
    "1013x, hits-only, REFUTED, REFUTED",
    "100x, p50, CONFIRMED, INVALID_RUN",
  })
  void lagWidensTheIntervalOfMeansAndHidesPercentiles(
      String claim, String metric, ClaimVerdict inTime, ClaimVerdict late) {
    assertThat(result(claim, metric).answer().verdict()).isEqualTo(inTime);

    run.details("generator", "hardened", "lag-p99-nanos", 5_000_000);
    run.details("generator", "hardened", "lag-max-nanos", 8_000_000);

    ClaimResult result = result(claim, metric);
    assertThat(result.answer().verdict()).isEqualTo(late);
    assertThat(result.reason().contains("The interval allows for the generator's lag."))
        .isEqualTo(late != ClaimVerdict.INVALID_RUN);
  }

  @Test
  void anArmMayBeLateByAPartOfItsOwnMean() {
    run.details("generator", "none", "lag-p99-nanos", 1_500_000);
    assertThat(result("5x", "mean").reason()).doesNotContain("lag");

    run.details("generator", "none", "lag-p99-nanos", 3_000_000);
    assertThat(result("5x", "mean").reason()).contains("allows for the generator's lag");
  }

  @Test
  void aRequiredClaimDecidesTheRun() {
    assertThat(report("5x", ClaimMetric.MEAN, true).verdict())
        .isEqualTo(new Verdict(Verdict.State.PASS, 1, 0, 0, 0, 0));
    assertThat(report("50x", ClaimMetric.MEAN, true).verdict())
        .isEqualTo(new Verdict(Verdict.State.FAIL, 0, 1, 0, 0, 3));
    assertThat(report("9.2x", ClaimMetric.MEAN, true).verdict().exitCode()).isEqualTo(3);
    assertThat(report("50x", ClaimMetric.MEAN, false).verdict().exitCode()).isZero();
  }

  @Test
  void figuresNeedNoRun() {
    ClaimResult result =
        report(
                new ClaimConfig(
                    ClaimForm.parse("1013x"),
                    ClaimMetric.MEAN,
                    false,
                    new ClaimConfig.Figures(
                        Duration.ofMillis(619), Duration.ofNanos(610_000), null)))
            .claims()
            .get(0);

    assertThat(result.answer().verdict()).isEqualTo(ClaimVerdict.UNVERIFIABLE);
    assertThat(result.figures()).isEqualTo("619 ms without, 610 µs with");
    assertThat(result.target()).isNull();
  }

  private ClaimResult result(String claim, String metric) {
    return report(claim, ClaimMetric.of(metric), false).claims().get(0);
  }

  private RunReport report(String claim, ClaimMetric metric, boolean isRequired) {
    return report(
        new ClaimConfig(
            ClaimForm.parse(claim),
            metric,
            isRequired,
            new ClaimConfig.Measured("hardened", "none", null)));
  }

  private RunReport report(ClaimConfig claim) {
    run.scenario = Scenarios.withClaims(Scenarios.withGates(Scenarios.stampede()), List.of(claim));
    return Reports.of(run.data(), JudgeOptions.defaults("0.1.0"));
  }
}
