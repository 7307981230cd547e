package dev.cachebench.engine.breaker;

/** What a breaker lets through. */
public enum BreakerState {
  /** Everything. */
  CLOSED,
  /** Nothing. */
  OPEN,
  /** As many calls as it may probe with, nothing else. */
  HALF_OPEN
}
