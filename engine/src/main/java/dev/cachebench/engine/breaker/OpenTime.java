package dev.cachebench.engine.breaker;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;

/**
 * How long a breaker stays open before it probes. Immutable.
 *
 * <p>The n-th time in a row it is {@code min(longest, first * growth^(n - 1))} less a uniform share
 * of up to {@code jitter}. Growth asks a tier that stays away less and less often; jitter keeps the
 * nodes of a service, which lost the tier together, from probing it together. A breaker that closed
 * begins at the first time again.
 *
 * @param first the first time, at least 1 ms; default 1 s
 * @param growth factor from one time to the next, 1 (off) to 10; default 1.5
 * @param longest the longest time, at least the first; default 5 s
 * @param jitter largest share that is taken off, 0 (off) to below 1; default 0.2
 */
public record OpenTime(Duration first, double growth, Duration longest, double jitter) {

  private static final double LARGEST_GROWTH = 10;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public OpenTime {
    Require.atLeast(Duration.ofMillis(1), first, "breaker.open.first");
    Require.that(
        growth >= 1 && growth <= LARGEST_GROWTH, growth, "breaker.open.growth", "be 1 to 10");
    Require.atLeast(first, longest, "breaker.open.max");
    Require.that(
        jitter >= 0 && jitter < 1, jitter, "breaker.open.jitter", "be at least 0 and below 1");
  }

  /** Returns 1 s, 1.5, 5 s, 0.2. */
  public static OpenTime defaults() {
    return new OpenTime(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(5), 0.2);
  }

  /** Returns the same time each time. */
  public static OpenTime constant(Duration time) {
    return new OpenTime(time, 1, time, 0);
  }

  /**
   * Returns one time in milliseconds, 1 or more.
   *
   * @param attempt how many times in a row it is open now, 1 or more
   * @param uniform a draw from 0 to below 1
   */
  long millis(int attempt, double uniform) {
    double grown = first.toMillis() * Math.pow(growth, attempt - 1.0);
    double capped = Math.min(grown, (double) longest.toMillis());
    return Math.max(1, Math.round(capped * (1 - jitter * uniform)));
  }
}
