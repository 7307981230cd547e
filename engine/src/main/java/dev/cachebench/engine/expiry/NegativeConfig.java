package dev.cachebench.engine.expiry;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;

/**
 * How this node remembers keys that the origin does not have. Immutable.
 *
 * @param ttl how long, above 0 and at most the time to live of values; default 5 s
 * @param capacity keys remembered at once, 1 or more; default 1,000. They take no room from values
 */
public record NegativeConfig(Duration ttl, int capacity) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public NegativeConfig {
    Require.positive(ttl, "negative.ttl");
    Require.atLeast(1, capacity, "negative.capacity");
  }

  /** Returns 5 s and 1,000 keys. */
  public static NegativeConfig defaults() {
    return new NegativeConfig(Duration.ofSeconds(5), 1_000);
  }
}
