package dev.cachebench.engine.breaker;

/** What a breaker says to a call that wants through. */
public enum BreakerPermit {
  /** The call may be made. */
  USUAL,
  /** The call may be made and helps to decide whether a half-open breaker closes. */
  PROBE,
  /** The call must not be made. */
  REFUSED
}
