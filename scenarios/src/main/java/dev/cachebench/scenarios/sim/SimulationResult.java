package dev.cachebench.scenarios.sim;

/**
 * What one policy of one capacity made of a trace. Warm-up requests are in none of the figures.
 *
 * @param trace name of the trace
 * @param policy which policy
 * @param capacity entries
 * @param requests counted requests, 1 or more
 * @param hits how many of them found their key
 * @param evictions entries that were pushed out meanwhile
 * @param seconds time that the simulation of the counted requests took, on one thread
 */
public record SimulationResult(
    String trace,
    PolicyKind policy,
    int capacity,
    long requests,
    long hits,
    long evictions,
    double seconds) {

  private static final double LEAST_SECONDS = 1e-9;

  /** Returns how many requests did not find their key. */
  public long misses() {
    return requests - hits;
  }

  /** Returns hits ÷ requests, 0 to 1. */
  public double hitRatio() {
    return (double) hits / requests;
  }

  /** Returns misses ÷ requests, 0 to 1. */
  public double missRatio() {
    return (double) misses() / requests;
  }

  /** Returns how fast the policy was simulated; says nothing about a real cache. */
  public double requestsPerSecond() {
    return requests / Math.max(seconds, LEAST_SECONDS);
  }
}
