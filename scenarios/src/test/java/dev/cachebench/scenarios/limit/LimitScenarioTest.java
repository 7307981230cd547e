package dev.cachebench.scenarios.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.catalog.Catalog;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitScenarioTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static LimitScenario of(String name) {
    Scenario scenario = ScenarioReader.read(name, Catalog.text(name).orElseThrow(), List.of());
    return new LimitScenario(
        scenario, scenario.targets().get(scenario.targets().size() - 1), scenario.phases().get(0));
  }

  private static List<String> texts(List<GateConfig> gates) {
    return gates.stream().map(gate -> gate.require().text()).toList();
  }

  @Test
  void keepsTheGatesOfThePhaseThatNeedNobodyElse() {
    LimitScenario limits = of("redis-outage");

    assertThat(texts(limits.gates()))
        .containsExactly("stale-reads-beyond-bound == 0", "wrong-values == 0");
    assertThat(texts(limits.leftOut())).containsExactly("origin-rate < none * 0.2");
  }

  static List<String> bundled() {
    return Catalog.names();
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void trialsOfEveryBundledScenarioAreValidFiles(String name) {
    LimitScenario limits = of(name);
    Scenario trial = limits.at(2_000, SECOND, SECOND, limits.gates());

    assertThat(ScenarioReader.read("trial", ScenarioWriter.write(trial), List.of()))
        .isEqualTo(trial);
    assertThat(trial.faults()).isEmpty();
    assertThat(trial.targets()).hasSize(1);
    assertThat(((LoadModel.Open) trial.load()).rate().perSecond()).isEqualTo(2_000);
    assertThat(trial.phases()).hasSize(1);
  }

  @Test
  void lowRatesAreMeasuredLongEnoughForTheirPercentiles() {
    LimitScenario limits = of("quickstart");

    assertThat(limits.at(100, SECOND, SECOND, List.of()).phases().get(0).duration())
        .isBetween(Duration.ofSeconds(12), Duration.ofSeconds(14));
    assertThat(limits.at(10_000, SECOND, SECOND, List.of()).phases().get(0).duration())
        .isEqualTo(SECOND);
  }
}
