package dev.cachebench.engine.expiry;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;

/**
 * How this node remembers that loads of a key fail. Immutable.
 *
 * <p>A transient error is remembered for {@code min(longest, first * growth^(n - 1)) * U}, n being
 * the number of failures in a row and U uniform in [1/2, 1), so that the nodes of a service do not
 * try again together. A permanent one is remembered for {@code longest}, a cancelled load never.
 *
 * @param first after the first failure, at least 1 ms; default 1 s
 * @param growth factor from one failure to the next, 1 (off) to 10; default 1.5
 * @param longest at most, at least the first; default 30 s
 * @param capacity keys remembered at once, 1 or more; default 1,000. They take no room from values
 */
public record ErrorCacheConfig(Duration first, double growth, Duration longest, int capacity) {

  private static final double LARGEST_GROWTH = 10;
  private static final double LEAST_SHARE = 0.5;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public ErrorCacheConfig {
    Require.atLeast(Duration.ofMillis(1), first, "error-cache.first");
    Require.that(
        growth >= 1 && growth <= LARGEST_GROWTH, growth, "error-cache.growth", "be 1 to 10");
    Require.atLeast(first, longest, "error-cache.max");
    Require.atLeast(1, capacity, "error-cache.capacity");
  }

  /** Returns 1 s, 1.5, 30 s and 1,000 keys. */
  public static ErrorCacheConfig defaults() {
    return new ErrorCacheConfig(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(30), 1_000);
  }

  /**
   * Returns for how many nanoseconds an error is remembered.
   *
   * @param failures failures in a row, 1 or more
   * @param uniform a draw from 0 to below 1
   */
  long lifeNanos(int failures, double uniform) {
    double grown = first.toNanos() * Math.pow(growth, failures - 1.0);
    double capped = Math.min(grown, (double) longest.toNanos());
    return Math.max(1, (long) (capped * (LEAST_SHARE + (1 - LEAST_SHARE) * uniform)));
  }
}
