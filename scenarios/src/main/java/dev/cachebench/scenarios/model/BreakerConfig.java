package dev.cachebench.scenarios.model;

import java.time.Duration;

/**
 * The breaker before Redis: while too much fails or is slow, Redis is left out.
 *
 * @param enabled whether there is one
 * @param failureRatio share of failed calls that opens it, above 0 to 1; default 0.5
 * @param slowRatio share of slow calls that opens it, above 0 to 1; default 0.8
 * @param slow how long a call takes that counts as slow; default 80 % of the budget
 * @param window how many of the latest calls count; default 100
 * @param minCalls how many calls it takes to judge, at most the window; default 20
 * @param open how long it stays open before it probes, at least 1 ms; default 1 s
 * @param probes calls let through when half open; default 5
 */
public record BreakerConfig(
    boolean enabled,
    double failureRatio,
    double slowRatio,
    Duration slow,
    int window,
    int minCalls,
    Duration open,
    int probes) {

  /** No breaker. */
  public static final BreakerConfig OFF =
      new BreakerConfig(false, 0.5, 0.8, Duration.ofMillis(40), 100, 20, Duration.ofSeconds(1), 5);
}
