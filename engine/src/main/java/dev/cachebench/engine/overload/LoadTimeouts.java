package dev.cachebench.engine.overload;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;

/**
 * How long callers wait for a load, which goes on without them and still fills the cache.
 * Immutable.
 *
 * @param soft after this much callers get a stale value if there is one, at least 1 ms; default 100
 *     ms. It needs stale-if-error to keep stale values
 * @param hard after this much they get an error, or a stale value if there is one, at least the
 *     soft one; default 2 s. It includes the wait for the origin limit
 */
public record LoadTimeouts(Duration soft, Duration hard) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public LoadTimeouts {
    Require.atLeast(Duration.ofMillis(1), soft, "background-load.soft");
    Require.atLeast(soft, hard, "background-load.hard");
  }

  /** Returns 100 ms and 2 s. */
  public static LoadTimeouts defaults() {
    return new LoadTimeouts(Duration.ofMillis(100), Duration.ofSeconds(2));
  }
}
