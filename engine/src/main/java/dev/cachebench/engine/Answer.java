package dev.cachebench.engine;

import dev.cachebench.engine.memory.L1Entry;
import org.jspecify.annotations.Nullable;

/** What a flight brought, the same for everybody on it. */
record Answer<V>(@Nullable V value, Tier tier, long bornNanos, Reason reason, boolean stale) {

  Answer(@Nullable V value, Tier tier, long bornNanos, Reason reason) {
    this(value, tier, bornNanos, reason, false);
  }

  /** Whether this node remembered that the origin has no value: L1 holds no null otherwise. */
  boolean isKnownAbsence() {
    return value == null && tier == Tier.L1;
  }

  static <V> Answer<V> of(L1Entry<V> entry) {
    return new Answer<>(entry.value(), Tier.L1, entry.bornNanos(), Reason.NONE);
  }
}
