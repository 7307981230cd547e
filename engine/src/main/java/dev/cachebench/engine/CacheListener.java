package dev.cachebench.engine;

import dev.cachebench.engine.breaker.BreakerState;

/**
 * Hears of what seldom happens in a cache. Called on the thread that caused it, often one of the
 * Redis client: return at once, do not throw, and do not call the cache.
 */
public interface CacheListener {

  /** Called when the breaker before L2 changed its state. */
  default void breakerChanged(BreakerState from, BreakerState to) {}

  /** Called when the probe of L2 found that it answers, or that it does not any more. */
  default void l2HealthChanged(boolean isUp) {}
}
