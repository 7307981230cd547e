package dev.cachebench.scenarios.measure;

/**
 * The run's clock, and the way to wait on it.
 *
 * <p>Safe for use by many threads.
 */
public interface LoadClock {

  /** Returns ns since the run's start; it never goes back. */
  long nanos();

  /**
   * Waits until about a point in time. May return early, for one when the thread is unparked, so
   * callers ask {@link #nanos} again.
   *
   * @param nanos ns on this clock; a time that has passed returns at once
   */
  void parkUntil(long nanos);
}
