package dev.cachebench.scenarios.model;

import java.time.Duration;

/**
 * The breaker before Redis: while too much fails or is slow, Redis is left out.
 *
 * @param enabled whether there is one
 * @param failureRatio share of failed calls that opens it, above 0 to 1; default 0.5
 * @param slowRatio share of slow calls that opens it, above 0 to 1; default 0.8
 * @param slow how long a call takes that counts as slow; default 80 % of the budget
 * @param window which calls count; default the latest 100
 * @param minCalls how many calls it takes to judge, at most a window of calls; default 20
 * @param consecutive how many failures in a row open it, 0 is off; default 0
 * @param open how long it stays open before it probes
 * @param probes calls let through when half open; default 5
 */
public record BreakerConfig(
    boolean enabled,
    double failureRatio,
    double slowRatio,
    Duration slow,
    Window window,
    int minCalls,
    int consecutive,
    Open open,
    int probes) {

  /** No breaker. */
  public static final BreakerConfig OFF =
      new BreakerConfig(
          false, 0.5, 0.8, Duration.ofMillis(40), new Window.Calls(100), 20, 0, Open.USUAL, 5);

  /** Which calls count. */
  public sealed interface Window {

    /**
     * The latest calls.
     *
     * @param count how many, 1 to 1,000,000
     */
    record Calls(int count) implements Window {}

    /**
     * The calls of the latest seconds.
     *
     * @param length whole seconds, 1 s to 1 h
     */
    record Time(Duration length) implements Window {}
  }

  /**
   * How long it stays open: {@code min(max, first * growth^(n - 1))} the n-th time in a row, less a
   * uniform share.
   *
   * @param first the first time, at least 1 ms; default 1 s
   * @param growth factor from one time to the next, 1 (off) to 10; default 1.5
   * @param max the longest time, at least the first; default 5 s, or the first if that is longer
   * @param jitter largest share taken off, 0 (off) to below 1; default 0.2
   */
  public record Open(Duration first, double growth, Duration max, double jitter) {

    /** The defaults. */
    public static final Open USUAL =
        new Open(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(5), 0.2);
  }

  /** Returns the same breaker with another limit for slow calls. */
  public BreakerConfig withSlow(Duration time) {
    return new BreakerConfig(
        enabled, failureRatio, slowRatio, time, window, minCalls, consecutive, open, probes);
  }
}
