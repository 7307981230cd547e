package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.testing.LoadScenarios;
import dev.cachebench.scenarios.workload.CheApproximation;
import dev.cachebench.scenarios.workload.Schedule;
import dev.cachebench.scenarios.workload.SettledPresence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class L1ReplayTest {

  private static final int KEYS = 2_000;

  private static LoadScenarios zipf() {
    return LoadScenarios.scenario()
        .keys(KEYS, new KeyDistribution.Zipfian(0.9))
        .load(LoadScenarios.open(1_000, Arrivals.POISSON))
        .warmup(Duration.ofSeconds(60))
        .phase("steady", Duration.ofSeconds(60));
  }

  private static CacheConfig cache(int capacity, Duration ttl) {
    L1Config l1 = new L1Config(true, capacity, ttl, L1Config.Policy.LRU);
    return new CacheConfig(
        l1, new L2Config(false, Duration.ofSeconds(60), null, 1), 0, true, true, true);
  }

  @Test
  void capacityAloneGivesWhatChesApproximationSays() {
    Scenario scenario = zipf().build();

    L1Replay.HitRatios ratios =
        L1Replay.of(scenario, cache(200, Duration.ofHours(1))).orElseThrow();

    double che = CheApproximation.of(scenario.keys()).lru(200);
    assertThat(ratios.capacity()).isCloseTo(che, within(0.01));
    assertThat(ratios.lives()).isEqualTo(ratios.capacity());
    assertThat(ratios.writes()).isEqualTo(ratios.capacity());
  }

  @Test
  void livesAloneGiveWhatRenewalTheorySays() {
    Scenario scenario = zipf().build();
    CacheConfig cache = cache(KEYS, Duration.ofSeconds(10));
    double expected = 0;
    SettledPresence presence = SettledPresence.of(scenario, cache);
    Schedule schedule = Schedule.of(scenario);
    for (int key = 0; key < KEYS; key++) {
      expected += schedule.getProbability(key) * presence.of(key);
    }

    L1Replay.HitRatios ratios = L1Replay.of(scenario, cache).orElseThrow();

    assertThat(ratios.capacity()).isGreaterThan(0.99);
    assertThat(ratios.lives()).isCloseTo(expected, within(0.01));
  }

  @Test
  void removalsTakeHitsAndPutsGiveThem() {
    CacheConfig cache = cache(KEYS, Duration.ofSeconds(10));

    L1Replay.HitRatios removed =
        L1Replay.of(zipf().operations(70, 0, 30, 0).build(), cache).orElseThrow();
    L1Replay.HitRatios put =
        L1Replay.of(zipf().operations(70, 30, 0, 0).build(), cache).orElseThrow();

    assertThat(removed.writes()).isLessThan(removed.lives() - 0.05);
    assertThat(put.writes()).isGreaterThan(put.lives());
  }

  @Test
  void hasNothingToSayOfClosedLoadsAndOfCachesWithoutL1() {
    Scenario closed =
        LoadScenarios.scenario()
            .load(new LoadModel.Closed(1, Duration.ZERO))
            .phase("steady", Duration.ofSeconds(1))
            .build();
    L1Config off = new L1Config(false, 1, Duration.ofSeconds(1), L1Config.Policy.LRU);
    CacheConfig none =
        new CacheConfig(
            off, new L2Config(false, Duration.ofSeconds(60), null, 1), 0, true, true, true);

    assertThat(L1Replay.of(closed, cache(10, Duration.ofSeconds(1)))).isEmpty();
    assertThat(L1Replay.of(zipf().build(), none)).isEmpty();
  }
}
