package dev.cachebench.scenarios.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.variant.Variant;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MechanismTest {

  private static final Scenario SCENARIO =
      ScenarioReader.read(
          "test.yaml",
          """
          version: 1
          scenario: test
          origin: {service-time: 5ms}
          keys: {count: 10}
          cache: {jitter: 10%, l1: {capacity: 7, ttl: 3s}, l2: {ttl: 33s, budget: 20ms}, refresh-ahead: on}
          targets: {hardened: {preset: hardened}, other: {preset: hardened, l1: {ttl: 4s}}}
          load: {rate: 10/s}
          phases: [{name: all, duration: 1s}]
          """,
          List.of());
  private static final CacheConfig HARDENED = cache("hardened", SCENARIO);

  private static CacheConfig cache(String target, Scenario scenario) {
    return Objects.requireNonNull(scenario.target(target)).cache();
  }

  @Test
  void theHardenedPresetHasThemAllIfRefreshAheadIsAskedFor() {
    assertThat(Mechanism.of(HARDENED)).containsExactly(Mechanism.values());
  }

  @ParameterizedTest
  @EnumSource
  void leavesOutItselfAndWhatHangsOnItOnly(Mechanism mechanism) {
    List<Mechanism> left = Mechanism.of(mechanism.without(HARDENED));

    assertThat(left).doesNotContain(mechanism);
    switch (mechanism) {
      case L1 -> assertThat(left).hasSize(Mechanism.values().length - 2);
      case L2 -> assertThat(left).hasSize(Mechanism.values().length - 7);
      case BUDGET -> assertThat(left).hasSize(Mechanism.values().length - 2);
      default -> assertThat(left).hasSize(Mechanism.values().length - 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFoundAgainAfterTheScenarioWasWrittenAndRead(Mechanism mechanism) {
    TargetConfig without =
        new TargetConfig("without", Preset.HARDENED, Role.CONTROL, mechanism.without(HARDENED));
    Scenario written =
        Variant.of(SCENARIO).targets(List.of(SCENARIO.targets().get(0), without)).build();
    Scenario read = ScenarioReader.read("again.yaml", ScenarioWriter.write(written), List.of());

    assertThat(Mechanism.between(cache("hardened", read), cache("without", read)))
        .contains(mechanism);
    assertThat(Mechanism.between(cache("without", read), cache("hardened", read))).isEmpty();
  }

  @Test
  void nothingIsBetweenCachesThatDifferOtherwise() {
    CacheConfig other = cache("other", SCENARIO);

    assertThat(Mechanism.between(HARDENED, other)).isEmpty();
    assertThat(Mechanism.between(HARDENED, Mechanism.COALESCING.without(other))).isEmpty();
    assertThat(Mechanism.between(HARDENED, HARDENED)).isEmpty();
    assertThat(
            Mechanism.between(
                HARDENED, Mechanism.FENCE.without(Mechanism.COALESCING.without(HARDENED))))
        .isEmpty();
  }
}
