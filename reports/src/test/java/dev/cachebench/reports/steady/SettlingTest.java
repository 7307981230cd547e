package dev.cachebench.reports.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private static final double MATTERS = 0.1;

  private final SplittableRandom random = new SplittableRandom(7);

  private double[] series(int length, double noise, IntToDoubleFunction level) {
    return IntStream.range(0, length)
        .mapToDouble(i -> level.applyAsDouble(i) + noise * random.nextGaussian())
        .toArray();
  }

  @Nested
  class Decisions {

    @Test
    void aLevelWithNoiseIsSteady() {
      assertThat(Settling.of(series(30, 0.05, i -> 3), MATTERS).state())
          .isEqualTo(Settling.State.STEADY);
    }

    @Test
    void aChangeThatHardlyMovesTheAverageIsForgiven() {
      Settling settling = Settling.of(series(30, 0.02, i -> i < 3 ? 3.5 : 3), MATTERS);

      assertThat(settling.state()).isEqualTo(Settling.State.STEADY);
      assertThat(settling.since()).isEqualTo(3);
    }

    @Test
    void anEarlyChangeThatMovesTheAverageIsNot() {
      Settling settling = Settling.of(series(30, 0.02, i -> i < 6 ? 4 : 3), MATTERS);

      assertThat(settling.state()).isEqualTo(Settling.State.CHANGED);
      assertThat(settling.since()).isEqualTo(6);
      assertThat(settling.change()).isCloseTo(-0.2, within(0.02));
    }

    @Test
    void norIsALateOne() {
      Settling settling = Settling.of(series(30, 0.02, i -> i < 20 ? 4 : 3), MATTERS);

      assertThat(settling.state()).isEqualTo(Settling.State.CHANGED);
      assertThat(settling.since()).isEqualTo(20);
      assertThat(settling.change()).isCloseTo(-0.67, within(0.05));
    }

    @Test
    void aSlowFallIsDrift() {
      Settling settling = Settling.of(series(20, 0.03, i -> -0.01 * i), MATTERS);

      assertThat(settling.state()).isEqualTo(Settling.State.DRIFTING);
      assertThat(settling.change()).isBetween(-0.3, -0.1);
    }

    @Test
    void aChangeThatDoesNotMatterIsSteady() {
      assertThat(Settling.of(series(60, 0.001, i -> i < 50 ? 3 : 3.05), MATTERS).state())
          .isEqualTo(Settling.State.STEADY);
      assertThat(Settling.of(series(60, 0.001, i -> 0.001 * i), MATTERS).state())
          .isEqualTo(Settling.State.STEADY);
    }

    @Test
    void sevenSecondsAreTooFew() {
      assertThat(Settling.of(new double[7], MATTERS).state()).isEqualTo(Settling.State.TOO_SHORT);
      assertThat(Settling.of(new double[8], MATTERS).state()).isEqualTo(Settling.State.STEADY);
    }
  }

  @Nested
  class Errors {

    private static final int RUNS = 2000;

    private long unsettled(int length, double noise, IntToDoubleFunction level) {
      return IntStream.range(0, RUNS)
          .filter(
              run ->
                  Settling.of(series(length, noise, level), MATTERS).state()
                      != Settling.State.STEADY)
          .count();
    }

    /** A second's mean of some forty misses scatters by 20 %. */
    @Test
    void hardlyAnySteadySeriesIsCalledUnsettled() {
      assertThat(unsettled(8, 0.2, i -> 3)).isLessThan(RUNS / 100);
      assertThat(unsettled(14, 0.2, i -> 3)).isLessThan(RUNS / 100);
      assertThat(unsettled(30, 0.2, i -> 3)).isLessThan(RUNS / 100);
    }

    @Test
    void fallsByAThirdAreFound() {
      assertThat(unsettled(20, 0.05, i -> i < 13 ? 0 : -0.4)).isGreaterThan(RUNS * 99 / 100);
      assertThat(unsettled(20, 0.1, i -> i < 8 ? 0 : -0.4)).isGreaterThan(RUNS * 9 / 10);
    }
  }

  @Nested
  class Parts {

    /** By hand: of 28 pairs 23 rise, 2 fall and 3 are equal. */
    @Test
    void trendCountsPairsAndTies() {
      MannKendall trend = MannKendall.of(new double[] {10, 22, 21, 30, 22, 30, 40, 40});

      double z = 20 / Math.sqrt((8 * 7 * 21 - 3 * 18) / 18.0);
      double p = 2 * (1 - NormalDistribution.of(0, 1).cumulativeProbability(z));
      assertThat(trend.p()).isCloseTo(p, within(1e-9));
      assertThat(trend.slope()).isCloseTo(3.9, within(1e-9));
    }

    @Test
    void reversedSeriesHaveTheOppositeSlope() {
      double[] values = series(15, 1, i -> i);
      double[] reversed = IntStream.range(0, 15).mapToDouble(i -> values[14 - i]).toArray();

      assertThat(MannKendall.of(reversed).slope())
          .isCloseTo(-MannKendall.of(values).slope(), within(1e-12));
      assertThat(MannKendall.of(reversed).p()).isCloseTo(MannKendall.of(values).p(), within(1e-12));
    }

    @Test
    void changePointsAreFoundWhereTheyAre() {
      double[] values = series(60, 0.1, i -> i < 20 ? 1 : i < 45 ? 2 : 0);

      assertThat(ChangePoints.of(values, 3)).containsExactly(20, 45);
    }

    @Test
    void aConstantHasNoChange() {
      assertThat(ChangePoints.of(new double[40], 3)).isEmpty();
    }

    @Test
    void segmentsAreNotShorterThanAllowed() {
      double[] values = series(30, 0.01, i -> i == 15 ? 9 : 0);

      assertThat(ChangePoints.of(values, 3))
          .isSubsetOf(IntStream.range(3, 28).boxed().toList())
          .allSatisfy(at -> assertThat(at).isBetween(3, 27));
    }

    @Test
    void medianOfStepsIgnoresAChangeOfLevel() {
      double[] values = series(1001, 0.2, i -> i < 500 ? 0 : 100);

      assertThat(Median.spreadOfSteps(values)).isCloseTo(0.2, within(0.02));
      assertThat(Median.of(new double[] {3, 1, 2, 10})).isEqualTo(2.5);
      assertThat(Arrays.stream(values).max().orElse(0)).isGreaterThan(99);
    }
  }
}
