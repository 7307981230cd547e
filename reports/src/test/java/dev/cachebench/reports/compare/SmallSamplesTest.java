package dev.cachebench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.compare.Samples.Sample;
import dev.cachebench.reports.testing.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallSamplesTest {

  private static final int METRICS = 15;
  private static final int TRIALS = 200;
  private static final int RESAMPLES = 1_000;

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

  private static Draft draft(boolean isPaired, int rounds, String phase, SplittableRandom random) {
    List<List<Sample>> sides = List.of(new ArrayList<>(), new ArrayList<>());
    for (List<Sample> side : sides) {
      for (int i = 0; i < rounds; i++) {
        side.add(new Sample(Math.exp(random.nextGaussian()), null));
      }
    }
    return new Draft(
        "t", phase, Scenarios.metric("response-time.mean"), isPaired, sides.get(0), sides.get(1));
  }

  /** Noise so large that the margin protects from nothing: the statistics alone have to. */
  @ParameterizedTest
  @CsvSource({"true, 5", "true, 10", "false, 5"})
  void noiseOfManyMetricsRaisesFewAlarms(boolean isPaired, int rounds) {
    Decision decision = new Decision(Margins.defaults());
    int alarms = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      SplittableRandom random = new SplittableRandom(trial);
      List<Draft> drafts = new ArrayList<>();
      for (int metric = 0; metric < METRICS; metric++) {
        drafts.add(
            draft(isPaired, rounds, "p" + metric, random).test(new Bootstrap(trial, RESAMPLES)));
      }
      boolean isAlarm =
          decision.decide(drafts).stream().anyMatch(c -> c.verdict() == ChangeVerdict.REGRESSION);
      alarms += isAlarm ? 1 : 0;
    }

    // 2.5 % of 200 are 5, with a standard deviation of 2.2.
    assertThat(alarms).isLessThanOrEqualTo(11);
  }
}
