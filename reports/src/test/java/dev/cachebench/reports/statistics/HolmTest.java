package dev.cachebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void theSmallestHasToPassTheHardestLevel() {
    double[] levels = Holm.levels(new double[] {0.04, 0.01, 0.03, 0.005}, 0.05);

    // 0.005 ≤ 0.05/4 and 0.01 ≤ 0.05/3; 0.03 > 0.05/2 ends it, for 0.04 too.
    assertThat(levels).containsExactly(0, 0.05 / 3, 0, 0.05 / 4);
  }

  @Test
  void oneTestHasTheWholeLevel() {
    assertThat(Holm.levels(new double[] {0.04}, 0.05)).containsExactly(0.05);
    assertThat(Holm.levels(new double[] {0.06}, 0.05)).containsExactly(0);
  }

  @Test
  void nothingPassesNothing() {
    assertThat(Holm.levels(new double[0], 0.05)).isEmpty();
  }
}
