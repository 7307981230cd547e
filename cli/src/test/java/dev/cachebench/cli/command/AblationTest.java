package dev.cachebench.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class AblationTest {

  private static Scenario ablated(String targets) {
    return Ablation.of(
        ScenarioReader.read(
            "x.yaml",
            """
            version: 1
            scenario: x
            origin: {service-time: 20ms}
            keys: {count: 100}
            targets: {%s}
            load: {rate: 100/s}
            phases: [{name: steady, duration: 8s}]
            gates: [{require: error-ratio == 0}]
            """
                .formatted(targets),
            List.of()));
  }

  @Test
  void addsEachCandidateWithoutEachOfItsMechanisms() {
    Scenario scenario =
        ablated(
            "none: {preset: none, role: baseline}, reviewed: {preset: reviewed, role: control},"
                + " mine: {preset: hardened, jitter: off, checksum: off}");

    assertThat(scenario.targets())
        .extracting(TargetConfig::name)
        .containsExactly(
            "none",
            "reviewed",
            "mine",
            "mine-without-l1",
            "mine-without-l2",
            "mine-without-coalescing",
            "mine-without-budget",
            "mine-without-probe",
            "mine-without-pause-aware",
            "mine-without-recovery-queue",
            "mine-without-breaker",
            "mine-without-origin-limit",
            "mine-without-stale-if-error",
            "mine-without-background-load",
            "mine-without-retry-budget",
            "mine-without-negative",
            "mine-without-error-cache",
            "mine-without-early-expiry",
            "mine-without-fence");
    assertThat(scenario.targets()).filteredOn(target -> target.role() == Role.CANDIDATE).hasSize(1);
  }

  @Test
  void whatItAddsCanBeRead() {
    Scenario scenario = ablated("hardened: {preset: hardened}");

    Scenario again = ScenarioReader.read("y.yaml", ScenarioWriter.write(scenario), List.of());

    assertThat(again.targets()).hasSameSizeAs(scenario.targets());
  }

  @Test
  void aCacheWithOneTierKeepsIt() {
    assertThat(ablated("one: {preset: memory-only}").targets())
        .extracting(TargetConfig::name)
        .contains("one-without-coalescing")
        .doesNotContain("one-without-l1", "one-without-l2");
  }

  @Test
  void saysThatThereIsNothingToLeaveOut() {
    assertThatThrownBy(() -> ablated("reviewed: {preset: reviewed}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--ablate");
  }
}
