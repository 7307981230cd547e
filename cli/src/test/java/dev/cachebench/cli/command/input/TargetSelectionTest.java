package dev.cachebench.cli.command.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetSelectionTest {

  private static final String SCENARIO =
      """
      version: 1
      scenario: x
      answer: "{hardened.hit-ratio} against {reviewed.hit-ratio}"
      origin: {service-time: 20ms}
      keys: {count: 100}
      targets:
        none: {preset: none, role: baseline}
        reviewed: {preset: reviewed, role: control}
        hardened: {preset: hardened}
      load: {rate: 100/s}
      phases: [{name: steady, duration: 8s}]
      gates:
        - {require: error-ratio == 0}
        - {require: origin-rate < none * 0.2}
        - {target: reviewed, require: hit-ratio > 10%}
      expect:
        - {target: reviewed, that: error-ratio > 1%}
      """;

  private final List<String> warnings = new ArrayList<>();

  private Scenario select(String... targets) {
    Scenario all = ScenarioReader.read("x.yaml", SCENARIO, List.of());
    return new TargetSelection(List.of(targets), warnings::add).of(all);
  }

  @Test
  void keepsEverythingWhenNothingIsNamed() {
    assertThat(select().targets()).hasSize(3);
    assertThat(warnings).isEmpty();
  }

  @Test
  void keepsTheOrderOfTheFile() {
    assertThat(select("hardened", "none").targets())
        .extracting(TargetConfig::name)
        .containsExactly("none", "hardened");
  }

  @Test
  void leavesOutRulesThatNeedTheOthersAndSaysSo() {
    Scenario narrowed = select("hardened");

    assertThat(narrowed.gates())
        .extracting(GateConfig::require)
        .extracting(rule -> rule.text())
        .containsExactly("error-ratio == 0");
    assertThat(narrowed.expect()).isEmpty();
    assertThat(warnings)
        .hasSize(3)
        .contains(
            "The gate `origin-rate < none * 0.2` is left out: it needs the target none."
                + " Add --target none to judge it.");
  }

  @Test
  void leavesAScenarioThatCanBeReadAgain() {
    Scenario narrowed = select("hardened");

    assertThat(ScenarioReader.read("again", ScenarioWriter.write(narrowed), List.of()))
        .isEqualTo(narrowed);
  }
}
