package dev.cachebench.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.claim.rules.ClaimArithmetic;
import dev.cachebench.reports.testing.Golden;
import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimRendererGoldenTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "unknown",
      value = {
        "claim-at-90, 1013x, mean, 0.61e6, 0.9",
        "claim-unknown, 1013x, mean, 0.61e6, unknown",
        "claim-any, 5000x, mean, 0.61e6, unknown",
        "claim-boundary, 1013x, p50, 0.61e6, 0.5",
        "claim-free, 1000x, mean, 0, 0.999",
        "claim-range, 100..1000x, mean, 0.61e6, 0.995",
      })
  void textIsAsRecorded(
      String name, String claim, String metric, double withNanos, Double hitRatio) {
    var answer =
        ClaimArithmetic.judge(
            ClaimForm.parse(claim), ClaimMetric.of(metric), 619e6, withNanos, hitRatio);

    String text = new ClaimRenderer(Style.PLAIN).render(answer, hitRatio);

    Golden.assertMatches(name + ".txt", text);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }
}
