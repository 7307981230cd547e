package dev.cachebench.scenarios.origin;

/**
 * Hears of every load of the origin as it happens.
 *
 * <p>Safe for use by many threads; returns at once.
 */
public interface LoadListener {

  /**
   * A cache asked for a key.
   *
   * @param key index of the key
   * @param nanos when it asked, run's clock
   */
  void started(int key, long nanos);

  /**
   * A load ended, with a value or an error.
   *
   * @param key index of the key
   * @param startNanos when the cache asked, run's clock
   * @param endNanos when the service time was over, run's clock
   */
  void ended(int key, long startNanos, long endNanos);
}
