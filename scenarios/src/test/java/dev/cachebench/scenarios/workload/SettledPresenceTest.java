package dev.cachebench.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The targets of these scenarios have an L1 of 10 s and no L2. */
final class SettledPresenceTest {

  private static final int KEYS = 1_000;
  private static final double TTL = 10;
  private static final double RATE = 400;

  private static LoadScenarios zipf() {
    return LoadScenarios.scenario().keys(KEYS, new KeyDistribution.Zipfian(0.99));
  }

  private static Scenario open(double getShare, double putShare) {
    return zipf()
        .operations(getShare, putShare, 1 - getShare - putShare, 0)
        .load(LoadScenarios.open(RATE, Arrivals.POISSON))
        .phase("steady", Duration.ofSeconds(1))
        .build();
  }

  private static SettledPresence of(Scenario scenario) {
    return SettledPresence.of(scenario, scenario.targets().get(0).cache());
  }

  @Test
  void isWhatASimulationSettlesAt() {
    Scenario scenario = open(1, 0);
    double expected = 0;
    Schedule schedule = Schedule.of(scenario);
    for (int key = 0; key < KEYS; key++) {
      expected += schedule.getProbability(key) * of(scenario).of(key);
    }

    assertThat(hitRatio(schedule, new SplittableRandom(5))).isCloseTo(expected, within(0.005));
  }

  /** Requests at random instants, entries of a fixed life, nothing evicted; from empty. */
  private static double hitRatio(Schedule schedule, SplittableRandom random) {
    double[] cumulated = new double[KEYS];
    for (int key = 0; key < KEYS; key++) {
      cumulated[key] = schedule.getProbability(key) + (key == 0 ? 0 : cumulated[key - 1]);
    }
    double[] ends = new double[KEYS];
    double now = 0;
    long asked = 0;
    long hits = 0;
    while (now < 60 * TTL) {
      now -= Math.log(1 - random.nextDouble()) / RATE;
      int at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[KEYS - 1]);
      int key = Math.min(KEYS - 1, at < 0 ? -at - 1 : at);
      boolean isHit = ends[key] > now;
      if (now > 10 * TTL) {
        asked++;
        hits += isHit ? 1 : 0;
      }
      if (!isHit) {
        ends[key] = now + TTL;
      }
    }
    return (double) hits / asked;
  }

  @Test
  void putsFillToo() {
    assertThat(of(open(0.5, 0.5)).of(3)).isEqualTo(of(open(1, 0)).of(3));
    assertThat(of(open(0.5, 0)).of(3)).isLessThan(of(open(1, 0)).of(3));
  }

  @Test
  void aClosedLoadHasNoRate() {
    Scenario closed = zipf().load(new LoadModel.Closed(3, Duration.ZERO)).build();

    assertThatThrownBy(() -> of(closed)).hasMessageContaining("load must be open");
  }
}
