package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.CacheConfig;
import org.jspecify.annotations.Nullable;

/**
 * How long an entry may live, and must.
 *
 * @param l1Nanos time to live in L1
 * @param l2Nanos time to live in L2; {@code Long.MAX_VALUE} without L2
 * @param jitter share that may be taken off
 * @param isRoomy whether L1 holds every key, so that nothing leaves it but what has expired
 */
record LifetimeRule(long l1Nanos, long l2Nanos, double jitter, boolean isRoomy) {

  /** Returns the rule of a cache, or null where L1 is off. */
  static @Nullable LifetimeRule of(CacheConfig cache, int keys) {
    // Loads that no caller waits for renew entries unseen from outside.
    boolean isRenewed = cache.loads().early().enabled() || cache.loads().ahead().enabled();
    if (!cache.l1().enabled() || isRenewed) {
      return null;
    }
    long l2 = cache.l2().enabled() ? cache.l2().ttl().toNanos() : Long.MAX_VALUE;
    return new LifetimeRule(
        cache.l1().ttl().toNanos(), l2, cache.jitter(), cache.l1().capacity() >= keys);
  }

  /** Returns how long an L1 entry must live at least, ns. */
  long l1Least() {
    return l1Nanos - (long) (l1Nanos * jitter);
  }

  /** Returns how long an L2 entry must live at least, ns. */
  long l2Least() {
    return l2Nanos == Long.MAX_VALUE ? l2Nanos : l2Nanos - (long) (l2Nanos * jitter);
  }
}
