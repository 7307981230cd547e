package dev.cachebench.scenarios.sim;

import org.jspecify.annotations.Nullable;

/**
 * What one policy of one capacity made of a trace. Warm-up requests are in none of the figures.
 *
 * @param trace name of the trace
 * @param policy which policy
 * @param capacity how much it may hold
 * @param requests counted requests, 1 or more; of a sample those of the whole trace
 * @param hits how many of them found their key; the mean where there were several runs
 * @param evictions entries that were pushed out meanwhile; of a sample those of the sample
 * @param bytes what was asked for and found, in bytes; null where entries count as one
 * @param speed how long it took
 * @param spread how far several runs lie apart; null where one run tells it all
 */
public record SimulationResult(
    String trace,
    PolicyKind policy,
    Capacity capacity,
    long requests,
    long hits,
    long evictions,
    @Nullable Bytes bytes,
    Speed speed,
    @Nullable Spread spread) {

  private static final double LEAST_SECONDS = 1e-9;

  /**
   * Bytes of the counted requests.
   *
   * @param requested of all
   * @param hit of those that found their key
   */
  public record Bytes(long requested, long hit) {

    /** Returns bytes found ÷ bytes asked for, 0 to 1. */
    public double hitRatio() {
      return requested == 0 ? 0 : (double) hit / requested;
    }
  }

  /**
   * How long the simulation took, on one thread; the mean where there were several runs.
   *
   * @param simulated requests that were simulated and timed
   * @param seconds time that they took
   */
  public record Speed(long simulated, double seconds) {

    /** Returns how fast the policy was simulated; says nothing about a real cache. */
    public double requestsPerSecond() {
      return simulated / Math.max(seconds, LEAST_SECONDS);
    }
  }

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
}
