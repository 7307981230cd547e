package dev.cachebench.engine.memory;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;
import java.util.Objects;

/**
 * Settings of L1. Immutable.
 *
 * @param capacity entries, 1 or more; default 10,000
 * @param ttl time to live, greater than 0; default 10 s. A copy of an L2 entry never outlives it
 * @param policy which entry leaves when it is full; default w-tinylfu
 */
public record MemoryTierConfig(int capacity, Duration ttl, EvictionPolicy policy) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public MemoryTierConfig {
    Require.atLeast(1, capacity, "l1.capacity");
    Require.positive(ttl, "l1.ttl");
    Objects.requireNonNull(policy, "l1.policy");
  }

  /** Returns 10,000 entries, 10 s, w-tinylfu. */
  public static MemoryTierConfig defaults() {
    return new MemoryTierConfig(10_000, Duration.ofSeconds(10), EvictionPolicy.W_TINYLFU);
  }
}
