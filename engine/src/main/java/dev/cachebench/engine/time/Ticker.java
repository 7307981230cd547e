package dev.cachebench.engine.time;

/**
 * Source of monotonic time for every time to live, age and deadline of the engine.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Ticker {

  /**
   * Returns nanoseconds since an arbitrary origin that never go backwards. Only differences mean
   * something; readings may be negative and may overflow, so compare them by subtraction.
   */
  long nanos();

  /** Returns the ticker of the JVM, which no change of the wall clock moves. */
  static Ticker system() {
    return SystemTicker.INSTANCE;
  }
}
