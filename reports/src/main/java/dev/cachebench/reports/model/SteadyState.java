package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * Whether a phase had settled from its start on.
 *
 * @param state the decision; of several rounds the worst
 * @param seconds seconds that were looked at in each round
 * @param reason what was seen; null when it had settled
 */
public record SteadyState(State state, int seconds, @Nullable String reason) {

  /** What is known. */
  public enum State {
    /** Nothing changed that matters. */
    STEADY,
    /** There are too few seconds to tell. */
    TOO_SHORT,
    /** Response times or hit ratio were still changing. */
    UNSETTLED
  }
}
