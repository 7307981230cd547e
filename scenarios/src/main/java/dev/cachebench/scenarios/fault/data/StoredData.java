package dev.cachebench.scenarios.fault.data;

/** What a run has in Redis. Calls return when it is done. */
public interface StoredData {

  /** Empties the server. */
  long flush();

  /**
   * Removes some of the run's keys.
   *
   * @param ratio share of them, above 0 to 1
   * @return how many
   */
  long evict(double ratio);

  /**
   * Changes a byte in some of the run's values, which live on as long as they would have.
   *
   * @param ratio share of them, above 0 to 1
   * @return how many
   */
  long corrupt(double ratio);
}
