package dev.cachebench.engine.breaker;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;
import java.util.Objects;

/**
 * When the breaker before L2 opens, and how it closes again. Immutable.
 *
 * <p>The defaults suit a budget of 50 ms. Half of the calls failing is no accident of a single slow
 * command, and 20 calls are enough to tell; a service that asks L2 a thousand times a second finds
 * out within one budget. A call that takes most of the budget helps nobody, but bursts and
 * collections do that too, so far more of them are needed than of failures. One second off costs
 * little when L2 comes back and takes nearly all waiting away while it is gone.
 *
 * @param failureRatio share of failed calls in the window that opens it, above 0 to 1; default 0.5
 * @param slowRatio share of slow calls in the window that opens it, above 0 to 1; default 0.8
 * @param slow how long a call takes that counts as slow, greater than 0; default 40 ms
 * @param window which calls count; default the latest 100
 * @param minCalls how many calls it takes to judge, 1 or more, at most a window of calls; default
 *     20
 * @param consecutiveFailures how many failures in a row open it whatever the window says, 1 or
 *     more; 0 is off; default 0
 * @param open how long it stays open before it probes
 * @param probes calls let through when half open, 1 or more; default 5
 */
public record BreakerConfig(
    double failureRatio,
    double slowRatio,
    Duration slow,
    BreakerWindow window,
    int minCalls,
    int consecutiveFailures,
    OpenTime open,
    int probes) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public BreakerConfig {
    ratio(failureRatio, "breaker.failure-ratio");
    ratio(slowRatio, "breaker.slow-ratio");
    Require.positive(slow, "breaker.slow");
    Require.atLeast(1, minCalls, "breaker.min-calls");
    if (window instanceof BreakerWindow.Calls calls) {
      Require.that(
          minCalls <= calls.count(), minCalls, "breaker.min-calls", "be at most the window");
    }
    Require.atLeast(0, consecutiveFailures, "breaker.consecutive");
    Objects.requireNonNull(open, "breaker.open");
    Require.atLeast(1, probes, "breaker.probes");
  }

  private static void ratio(double value, String name) {
    Require.that(value > 0 && value <= 1, value, name, "be above 0 and at most 1");
  }

  /** Returns 0.5 failed or 0.8 slower than 40 ms, of 100 calls, at least 20; 1 s; 5 probes. */
  public static BreakerConfig defaults() {
    return new BreakerConfig(
        0.5, 0.8, Duration.ofMillis(40), BreakerWindow.calls(100), 20, 0, OpenTime.defaults(), 5);
  }
}
