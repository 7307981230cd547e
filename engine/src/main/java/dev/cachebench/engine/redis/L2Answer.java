package dev.cachebench.engine.redis;

import org.jspecify.annotations.Nullable;

/**
 * What L2 said about a key. Immutable.
 *
 * @param value the value, null when there is none
 * @param bornNanos ticker reading that the value is at most as old as; 0 without a value
 * @param deadlineNanos ticker reading at which the value's life in L2 ends at the latest, counted
 *     from before the request was sent; 0 without a value. One that has passed makes the value
 *     stale
 * @param failure why there is no value when L2 is to blame
 */
public record L2Answer<V>(
    @Nullable V value, long bornNanos, long deadlineNanos, L2Failure failure) {

  /** Returns the answer of a key that L2 does not hold. */
  public static <V> L2Answer<V> miss() {
    return failed(L2Failure.NONE);
  }

  /** Returns the answer of an L2 that could not answer. */
  public static <V> L2Answer<V> failed(L2Failure failure) {
    return new L2Answer<>(null, 0, 0, failure);
  }
}
