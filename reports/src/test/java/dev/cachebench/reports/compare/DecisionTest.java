package dev.cachebench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.compare.Samples.Sample;
import dev.cachebench.reports.statistics.Bootstrap;
import dev.cachebench.reports.testing.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {

  private static final int METRICS = 15;
  private static final int TRIALS = 200;
  private static final int RESAMPLES = 1_000;

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
