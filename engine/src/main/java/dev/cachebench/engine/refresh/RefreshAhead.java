package dev.cachebench.engine.refresh;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of loads before the end of a life that are not left to chance. Immutable.
 *
 * @param at share of its life after which a hit has an entry loaded again, above 0 to 1; default
 *     0.8. 1 leaves all to the schedule
 * @param every how often a key is loaded again without anybody asking, at least 10 ms; null
 *     (default) for never
 * @param stopAfter how long nobody must have asked for a key until that ends, at least 10 ms;
 *     default 60 s
 * @param concurrency scheduled loads at once, 1 or more; default 4
 * @param keys keys on the schedule at once, 1 or more; default 1,000. Further ones are left to hits
 */
public record RefreshAhead(
    double at, @Nullable Duration every, Duration stopAfter, int concurrency, int keys) {

  private static final Duration SHORTEST = Duration.ofMillis(10);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public RefreshAhead {
    Require.that(at > 0 && at <= 1, at, "refresh-ahead.at", "be above 0 and at most 1");
    if (every != null) {
      Require.atLeast(SHORTEST, every, "refresh-ahead.every");
    }
    Require.atLeast(SHORTEST, stopAfter, "refresh-ahead.stop-after");
    Require.atLeast(1, concurrency, "refresh-ahead.concurrency");
    Require.atLeast(1, keys, "refresh-ahead.keys");
  }

  /** Returns 0.8 of the life and no schedule. */
  public static RefreshAhead defaults() {
    return at(0.8);
  }

  /** Returns that share of the life and no schedule. */
  public static RefreshAhead at(double share) {
    return new RefreshAhead(share, null, Duration.ofSeconds(60), 4, 1_000);
  }
}
