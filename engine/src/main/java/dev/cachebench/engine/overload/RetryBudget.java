package dev.cachebench.engine.overload;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;

/**
 * How many failed loads are tried again, as a share of those that succeed. Immutable.
 *
 * <p>A bucket holds {@code reserve} tokens at most and at the start. Each load that succeeds puts
 * {@code ratio} tokens in, each further try takes one out; without a whole token there is none. So
 * there are at most {@code reserve + ratio * successes} further tries, whatever fails for however
 * long: an origin that is ill gets at most {@code 1 + ratio} times its load, one that answers
 * nobody gets no more than the reserve on top.
 *
 * <p>After Finagle's RetryBudget and gRPC's retry throttling (gRFC A6). Unlike Finagle's, failures
 * earn nothing and there is no rate that is always allowed; unlike gRPC's, first tries that fail
 * cost nothing, so that tries end by their share and not at a threshold.
 *
 * @param ratio tokens that a success is worth, above 0 to 1; default 0.1
 * @param reserve tokens at most, 1 or more; default 10
 * @param retries further tries of one load, 1 or more; default 1
 * @param backOff wait before the first of them, at least 1 ms; doubled for each next one, times a
 *     random factor of 1/2 to 1; default 20 ms
 */
public record RetryBudget(double ratio, int reserve, int retries, Duration backOff) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public RetryBudget {
    Require.that(ratio > 0 && ratio <= 1, ratio, "retry-budget.ratio", "be above 0 and at most 1");
    Require.atLeast(1, reserve, "retry-budget.reserve");
    Require.atLeast(1, retries, "retry-budget.retries");
    Require.atLeast(Duration.ofMillis(1), backOff, "retry-budget.back-off");
  }

  /** Returns a tenth of the successes, 10 in reserve, one further try after 20 ms. */
  public static RetryBudget defaults() {
    return new RetryBudget(0.1, 10, 1, Duration.ofMillis(20));
  }
}
