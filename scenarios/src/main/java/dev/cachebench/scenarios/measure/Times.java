package dev.cachebench.scenarios.measure;

/**
 * The three times of one operation, ns.
 *
 * @param responseNanos from the intended start to the answer
 * @param serviceNanos from the actual start to the answer
 * @param lagNanos from the intended start to the actual start
 */
record Times(long responseNanos, long serviceNanos, long lagNanos) {

  /** Returns the times of an operation that was started and ended at these points. */
  static Times of(long intendedNanos, long sentNanos, long endNanos) {
    long lag = Math.max(0, sentNanos - intendedNanos);
    long service = Math.max(0, endNanos - sentNanos);
    return new Times(lag + service, service, lag);
  }
}
