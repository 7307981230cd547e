package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.KeysConfig;
import java.time.Duration;

/**
 * How long a cache that starts empty takes until its hit ratio has almost settled.
 *
 * <p>An LRU cache remembers what was asked for within its characteristic time ({@link
 * CheApproximation}), or within the time to live where that is shorter. After t requests from empty
 * its hit ratio is Σ p·(1−e^(−p·t)) over the popularities p of the keys, and stays once t has
 * reached the shorter of both. Other policies keep popular keys longer; for those this is a lower
 * bound.
 *
 * <p>Holds for requests that are drawn independently, so not for sequential keys.
 */
public final class FillTime {

  /** Closer than this to the final hit ratio nobody can tell the difference. */
  private static final double CLOSE = 0.02;

  private final CheApproximation che;

  private FillTime(CheApproximation che) {
    this.che = che;
  }

  /** Prepares the popularities of a catalogue. */
  public static FillTime of(KeysConfig keys) {
    return new FillTime(CheApproximation.of(keys));
  }

  /**
   * Returns how long a cache that starts empty takes until its hit ratio is within 2 points of what
   * it settles at.
   *
   * @param capacity entries, 1 or more
   * @param ttl time to live
   * @param rate requests per second that reach it
   */
  public Duration untilSettled(long capacity, Duration ttl, double rate) {
    double memory = Math.min(che.characteristicTime(capacity), ttl.toNanos() / 1e9 * rate);
    double wanted = che.afterRequests(memory) - CLOSE;
    double requests = wanted <= 0 ? 0 : Math.min(memory, che.requestsUntil(wanted));
    return Duration.ofMillis(Math.round(requests / rate * 1e3));
  }
}
