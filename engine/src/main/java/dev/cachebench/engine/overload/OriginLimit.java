package dev.cachebench.engine.overload;

import dev.cachebench.engine.internal.Require;

/**
 * How many loads of one cache may be at the origin at once. Immutable.
 *
 * @param concurrency loads at once, 1 or more; default 64
 * @param queue loads that may wait for a slot, 0 or more; default 256. Further ones are rejected
 * @param whileOpen loads at once while the breaker before L2 is not closed, 1 to concurrency;
 *     default 32, because then all misses of L1 go to the origin
 */
public record OriginLimit(int concurrency, int queue, int whileOpen) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public OriginLimit {
    Require.atLeast(1, concurrency, "origin-limit.concurrency");
    Require.atLeast(0, queue, "origin-limit.queue");
    Require.atLeast(1, whileOpen, "origin-limit.while-open");
    Require.that(
        whileOpen <= concurrency,
        whileOpen,
        "origin-limit.while-open",
        "be at most the concurrency");
  }

  /** Returns 64 loads at once, 32 while the breaker is open, 256 waiting. */
  public static OriginLimit defaults() {
    return new OriginLimit(64, 256, 32);
  }
}
