package dev.cachebench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ChangeTestTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(42, Bootstrap.RESAMPLES);

  private static double[] normal(long seed, int count, double mean, double deviation) {
    SplittableRandom random = new SplittableRandom(seed);
    return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
        .limit(count)
        .toArray();
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[] base = normal(1, 10, 0, 1);
    double[] candidate = normal(2, 10, 0, 1);

    ChangeTest one = ChangeTest.ofPairs(base, candidate, BOOTSTRAP);
    ChangeTest other = ChangeTest.ofPairs(base, candidate, new Bootstrap(42, 10_000));

    assertThat(one.low()).isEqualTo(other.low());
    assertThat(one.high()).isEqualTo(other.high());
  }

  @Test
  void pairsDoNotFeelWhatMovesBoth() {
    double[] drift = normal(3, 12, 0, 5);
    double[] noise = normal(4, 12, 0.1, 0.01);
    double[] candidate = new double[12];
    for (int i = 0; i < 12; i++) {
      candidate[i] = drift[i] + noise[i];
    }

    ChangeTest pairs = ChangeTest.ofPairs(drift, candidate, BOOTSTRAP);
    ChangeTest rounds = ChangeTest.ofRounds(drift, candidate, BOOTSTRAP);

    assertThat(pairs.estimate()).isCloseTo(0.1, within(0.01));
    assertThat(pairs.high() - pairs.low()).isLessThan(0.03);
    assertThat(rounds.high() - rounds.low()).isGreaterThan(1);
  }

  /** Nominal are 95 %; the percentile bootstrap of a median of few values falls a little short. */
  @Test
  void theIntervalCoversTheMedianNineTimesInTen() {
    int covered = 0;
    for (int trial = 0; trial < 300; trial++) {
      double[] differences = normal(100 + trial, 15, 0.3, 1);
      ChangeTest test =
          ChangeTest.ofPairs(new double[15], differences, new Bootstrap(trial, 1_000));
      covered += test.low() <= 0.3 && 0.3 <= test.high() ? 1 : 0;
    }

    assertThat(covered).isBetween(261, 300);
  }

  @Test
  void turnedAroundItSaysTheOpposite() {
    ChangeTest test = ChangeTest.ofPairs(normal(5, 10, 0, 1), normal(6, 10, 2, 1), BOOTSTRAP);

    ChangeTest turned = test.negated();

    assertThat(turned.low()).isEqualTo(-test.high());
    assertThat(turned.high()).isEqualTo(-test.low());
    assertThat(turned.pBelow(-0.5)).isEqualTo(test.pAbove(0.5));
    assertThat(test.pAbove(-99)).isCloseTo(1 / 10_001.0, within(1e-12));
    assertThat(test.pAbove(99)).isEqualTo(1);
  }

  @Test
  void medianOfAnEvenNumberIsTheMiddleOfTwo() {
    assertThat(Bootstrap.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    assertThat(Bootstrap.median(new double[] {3, 1, 2})).isEqualTo(2);
  }
}
