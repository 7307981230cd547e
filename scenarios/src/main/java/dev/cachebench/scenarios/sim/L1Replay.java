package dev.cachebench.scenarios.sim;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.L1Entry;
import dev.cachebench.engine.memory.L1Store;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.workload.Schedule;
import dev.cachebench.scenarios.workload.SlotCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replays the very requests of a scenario through the engine's L1, one after the other on their own
 * clock, so that what a run has measured can be taken apart: what capacity alone would hit, what
 * lives take off, what writes take off. What is left between this and the run is concurrency: loads
 * take time, and lives are shortened by what L2's entries have left.
 *
 * <p>Confined to one thread.
 */
public final class L1Replay {

  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final Scenario scenario;
  private final CacheConfig cache;

  private L1Replay(Scenario scenario, CacheConfig cache) {
    this.scenario = scenario;
    this.cache = cache;
  }

  /**
   * Shares of the measured gets, 0 to 1, that L1 hits.
   *
   * @param capacity when nothing leaves but for want of room
   * @param lives when entries also expire
   * @param writes when puts also replace entries, and updates and deletes remove them
   */
  public record HitRatios(double capacity, double lives, double writes) {}

  /** Returns the hit ratios; empty without an L1, and under a closed load, which has no clock. */
  public static Optional<HitRatios> of(Scenario scenario, CacheConfig cache) {
    boolean isOpen =
        scenario.phases().stream().allMatch(phase -> phase.load() instanceof LoadModel.Open);
    if (!isOpen || !cache.l1().enabled()) {
      return Optional.empty();
    }
    L1Replay replay = new L1Replay(scenario, cache);
    return Optional.of(
        new HitRatios(
            replay.hitRatio(false, false),
            replay.hitRatio(true, false),
            replay.hitRatio(true, true)));
  }

  private double hitRatio(boolean hasLives, boolean hasWrites) {
    long[] now = new long[1];
    L1Config l1 = cache.l1();
    Duration ttl = hasLives ? l1.ttl() : FOREVER;
    // Jitter takes off half of its share on average.
    long life = Math.round(ttl.toNanos() * (1 - cache.jitter() / 2));
    List<L1Store<Integer, Boolean>> nodes = new ArrayList<>();
    MemoryTierConfig config =
        new MemoryTierConfig(l1.capacity(), ttl, EvictionPolicy.valueOf(l1.policy().name()));
    for (int node = 0; node < scenario.nodes(); node++) {
      nodes.add(L1Store.create(config, () -> now[0]));
    }
    preload(nodes, life);
    Schedule schedule = Schedule.of(scenario);
    boolean hasWarmup = !scenario.warmup().isZero();
    SlotCursor slots = schedule.slots();
    long gets = 0;
    long hits = 0;
    while (slots.advance()) {
      now[0] = slots.startNanos();
      L1Store<Integer, Boolean> store = nodes.get(slots.node());
      if (slots.operation() == Operation.GET) {
        boolean isHit = store.get(slots.key()) != null;
        if (!hasWarmup || slots.phase() > 0) {
          gets++;
          hits += isHit ? 1 : 0;
        }
        if (!isHit) {
          fill(store, slots.key(), now[0], life);
        }
      } else if (hasWrites) {
        write(store, slots, now[0], life);
      }
    }
    return gets == 0 ? 0 : (double) hits / gets;
  }

  private static void write(
      L1Store<Integer, Boolean> store, SlotCursor slots, long now, long life) {
    switch (slots.operation()) {
      case PUT -> fill(store, slots.key(), now, life);
      case UPDATE, DELETE -> store.remove(slots.key());
      default -> {
        // Nobody tells the cache.
      }
    }
  }

  /** From the least popular key to the most popular, as an arm does it. */
  private void preload(List<L1Store<Integer, Boolean>> nodes, long life) {
    if (scenario.preload().tiers() == PreloadConfig.Tiers.ALL) {
      for (int key = scenario.keys().count() - 1; key >= 0; key--) {
        for (L1Store<Integer, Boolean> store : nodes) {
          fill(store, key, 0, life);
        }
      }
    }
  }

  private static void fill(L1Store<Integer, Boolean> store, int key, long now, long life) {
    store.insert(key, new L1Entry<>(true, now, now + life), () -> true);
  }
}
