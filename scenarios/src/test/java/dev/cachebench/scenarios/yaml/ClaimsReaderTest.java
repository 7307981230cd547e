package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.claim.ClaimMetric;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.model.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsReaderTest {

  private static final String SCENARIO =
      """
      version: 1
      scenario: claims
      origin: {service-time: 20ms}
      keys: {count: 100}
      targets: {none: {preset: none, role: baseline}, hardened: {}}
      load: {rate: 100/s}
      phases: [{name: steady, duration: 5s}]
      claims:
      """;

  @Test
  void readsBothSubjectsWithTheirDefaults() {
    Scenario scenario =
        read(
            "  - {claim: 1013x, measured: {target: hardened}}",
            "  - {claim: ~10x, metric: hits-only, require: true, measured: {target: hardened, baseline: none, phase: steady}}",
            "  - {claim: 100..1000x, figures: {without: 619ms, with: 0.61ms, hit-ratio: 90%}}");

    assertThat(scenario.claims())
        .extracting(ClaimConfig::subject)
        .containsExactly(
            new ClaimConfig.Measured("hardened", "none", null),
            new ClaimConfig.Measured("hardened", "none", "steady"),
            new ClaimConfig.Figures(Duration.ofMillis(619), Duration.ofNanos(610_000), 0.9));
    assertThat(scenario.claims())
        .extracting(ClaimConfig::metric)
        .containsExactly(ClaimMetric.MEAN, ClaimMetric.HITS_ONLY, ClaimMetric.MEAN);
    assertThat(scenario.claims())
        .extracting(ClaimConfig::require)
        .containsExactly(false, true, false);
    assertThat(ScenarioReader.read("again", ScenarioWriter.write(scenario), List.of()))
        .isEqualTo(scenario);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{claim: fast, measured: {target: hardened}}|must be a speedup, but was `fast`",
        "{claim: 0x, measured: {target: hardened}}|must be greater than 0, but was `0x`",
        "{measured: {target: hardened}}|the key `claim` is missing",
        "{claim: 10x}|a claim needs `measured` or `figures`",
        "{claim: 10x, metric: p90, measured: {target: hardened}}|must be one of mean, hits-only, p50, p99, throughput",
        "{claim: 10x, measured: {target: hardend}}|there is no target `hardend`, did you mean `hardened`?",
        "{claim: 10x, measured: {target: hardened, phase: stedy}}|there is no phase `stedy`, did you mean `steady`?",
        "{claim: 10x, measured: {target: hardened, baseline: hardened}}|compares `hardened` with itself",
        "{claim: 10x, measured: {target: none}}|compares the baseline `none` with itself",
        "{claim: 10x, measured: {phase: steady}}|the key `target` is missing",
        "{claim: 10x, figures: {with: 1ms}}|the key `without` is missing",
        "{claim: 10x, figures: {without: 0, with: 1ms}}|must be greater than 0",
        "{claim: 10x, figures: {without: 5, with: 1ms}}|must be a duration with its unit",
        "{claim: 10x, figures: {without: 5ms, with: 1ms, hit-ratio: 101%}}|must be at most 1",
        "{claim: 10x, require: maybe, measured: {target: hardened}}|must be `on` or `off`",
        "{claim: 10x, measured: {target: hardened}, figures: {without: 5ms, with: 1ms}}|excludes `measured`",
      })
  void saysWhatIsWrongAndWhere(String claim, String message) {
    assertThatThrownBy(() -> read("  - " + claim))
        .isInstanceOfSatisfying(
            InvalidScenarioException.class,
            e -> {
              assertThat(e.problems()).hasSize(1);
              assertThat(e.problems().get(0).message()).contains(message);
              assertThat(e.problems().get(0).line()).isEqualTo(9);
            });
  }

  @Test
  void needsABaselineToCompareWith() {
    String text =
        SCENARIO.replace(", role: baseline", "") + "  - {claim: 10x, measured: {target: hardened}}";

    assertThatThrownBy(() -> ScenarioReader.read("test.yaml", text, List.of()))
        .hasMessageContaining("no target has `role: baseline`");
  }

  private static Scenario read(String... claims) {
    return ScenarioReader.read("test.yaml", SCENARIO + String.join("\n", claims), List.of());
  }
}
