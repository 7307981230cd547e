package dev.cachebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SmallSamplesTest {

  @Test
  void manyValuesThatScatterCountBySigns() {
    double[] scattered = {1, 2, 1, 3, 1, 40, 2, 900, 1, -5};

    // Nine of ten heads: 11 in 1024, and twice for two tests; the mean says little.
    assertThat(SmallSamples.above(scattered, 0)).isCloseTo(2 * 11 / 1024.0, within(1e-9));
    assertThat(SmallSamples.above(scattered, 2_000)).isEqualTo(1);
  }

  @Test
  void fewValuesCountByHowFarTheyLie() {
    assertThat(SmallSamples.above(new double[] {9, 10, 11, 10, 10}, 0)).isLessThan(1e-4);
    assertThat(SmallSamples.above(new double[] {1, 9, 30, 2, 5}, 0)).isGreaterThan(1 / 32.0);
    assertThat(SmallSamples.above(new double[] {2, 2, 2, 2, 2}, 1)).isZero();
    assertThat(SmallSamples.above(new double[] {2, 2, 2, 2, 2}, 2)).isEqualTo(1);
  }

  @Test
  void twoSamplesCountByRanksOrByDistance() {
    double[] low = {1, 2, 3, 4, 500};
    double[] high = {600, 700, 800, 9_000, 10_000};

    // Exact: 1 of 252 orders, and twice for two tests.
    assertThat(SmallSamples.above(low, high, 0)).isBetween(2 / 252.0, 4 / 252.0);
    assertThat(SmallSamples.above(high, low, 0)).isEqualTo(1);
    assertThat(SmallSamples.above(new double[] {1, 2, 3}, new double[] {91, 92, 93}, 0))
        .isLessThan(1e-5);
  }
}
