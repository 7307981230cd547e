package dev.cachebench.scenarios.model;

import java.time.Duration;
import java.util.Locale;

/**
 * The tier in memory, one for each node.
 *
 * @param enabled whether there is one
 * @param capacity entries, 1 or more; default 10,000
 * @param ttl time to live, greater than 0; default 10 s
 * @param policy which entry leaves when it is full; default w-tinylfu
 */
public record L1Config(boolean enabled, int capacity, Duration ttl, Policy policy) {

  /** Which entry leaves when L1 is full. */
  public enum Policy {
    /** Caffeine: admission by frequency. */
    W_TINYLFU,
    /** Strictly the least recently used. */
    LRU;

    /** Returns the word of the scenario file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
