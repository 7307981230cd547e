package dev.cachebench.engine.refresh;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;

/**
 * Settings of XFetch, by which a hit loads again before the life ends, at random. Immutable.
 *
 * @param beta how eagerly, above 0 to 10; default 1. More is earlier
 * @param minFresh share of each life in which nobody loads again, 0 to below 1; default 0.5
 * @param maxDelta longest load time that is reckoned with, above 0; default 5 s. A load that once
 *     took a minute must not make its key load for ever
 */
public record EarlyExpiry(double beta, double minFresh, Duration maxDelta) {

  private static final double LARGEST_BETA = 10;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public EarlyExpiry {
    Require.that(
        beta > 0 && beta <= LARGEST_BETA, beta, "early-expiry.beta", "be above 0 and at most 10");
    Require.that(
        minFresh >= 0 && minFresh < 1,
        minFresh,
        "early-expiry.min-fresh",
        "be at least 0 and below 1");
    Require.positive(maxDelta, "early-expiry.max-delta");
  }

  /** Returns 1, 0.5 and 5 s. */
  public static EarlyExpiry defaults() {
    return new EarlyExpiry(1, 0.5, Duration.ofSeconds(5));
  }
}
