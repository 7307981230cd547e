package dev.cachebench.reports.model;

import java.util.List;

/**
 * Whether the metrics of one class can be trusted.
 *
 * @param state INVALID when anything spoils it anywhere
 * @param spoilers what spoils it, and where; figures elsewhere stay judged
 */
public record ClassValidity(State state, List<Spoiler> spoilers) {

  /** The verdict on one class of metrics. */
  public enum State {
    /** Nothing spoils it. */
    VALID,
    /** Something spoils it, at least in one arm and phase. */
    INVALID
  }

  /** Copies the list. */
  public ClassValidity {
    spoilers = List.copyOf(spoilers);
  }

  /** Returns the validity that follows from what was found. */
  public static ClassValidity of(List<Spoiler> spoilers) {
    return new ClassValidity(spoilers.isEmpty() ? State.VALID : State.INVALID, spoilers);
  }
}
