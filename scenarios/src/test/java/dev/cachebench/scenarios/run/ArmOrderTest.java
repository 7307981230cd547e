package dev.cachebench.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArmOrderTest {

  private static final List<String> TARGETS = List.of("a", "b", "c");

  @Test
  void everyTargetRunsOnceInEachRound() {
    List<ArmId> arms = ArmOrder.of(TARGETS, 2, 42);

    assertThat(arms).hasSize(6);
    assertThat(arms.subList(0, 3))
        .extracting(ArmId::target)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(arms.subList(3, 6)).extracting(ArmId::round).containsOnly(2);
  }

  @Test
  void anotherSeedAndAnotherRoundPutAnotherTargetFirst() {
    List<ArmId> arms = ArmOrder.of(TARGETS, 3, 0);

    assertThat(List.of(arms.get(0), arms.get(3), arms.get(6)))
        .extracting(ArmId::target)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(ArmOrder.of(TARGETS, 1, 1).get(0).target())
        .isNotEqualTo(ArmOrder.of(TARGETS, 1, 0).get(0).target());
  }

  @Test
  void negativeSeedsRotateToo() {
    assertThat(ArmOrder.of(TARGETS, 1, -7)).hasSize(3);
  }
}
