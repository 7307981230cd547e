package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * Whether a target was back at its own steady state when the run ended, after the last fault.
 *
 * @param target the target
 * @param state what was found; of several rounds the worst
 * @param nanos from the last fault's stop until it was back, ns, known to one second; null unless
 *     it came back
 * @param watchedNanos how long it was watched after that stop, ns
 * @param end what callers saw in the last seconds; null without data
 * @param steady what they had seen before the first fault; null without data
 * @param reason why nothing can be said; empty otherwise
 */
public record Healing(
    String target,
    State state,
    @Nullable Double nanos,
    double watchedNanos,
    @Nullable Seen end,
    @Nullable Seen steady,
    String reason) {

  /** What was found. */
  public enum State {
    /** It was back at the end. */
    BACK,
    /** It was not, or not any more. */
    NOT_BACK,
    /** Nothing can be said. */
    NO_DATA
  }

  /**
   * What callers saw.
   *
   * @param hitRatio hits ÷ gets, errors counting as no hits, 0 to 1
   * @param p99Nanos 99th percentile of the response times of a second: at the end the middle one,
   *     before the faults the worst
   */
  public record Seen(double hitRatio, double p99Nanos) {}
}
