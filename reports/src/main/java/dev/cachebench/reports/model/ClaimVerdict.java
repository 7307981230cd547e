package dev.cachebench.reports.model;

/** What is said of a speedup claim. */
public enum ClaimVerdict {
  /** It holds. */
  CONFIRMED,
  /** It is more than was claimed. */
  UNDERSTATED,
  /** It does not hold, though the hit ratio would allow it. */
  REFUTED,
  /** Too many requests miss, however fast a hit is. */
  UNREACHABLE_AT_THIS_HIT_RATIO,
  /** Not even hits alone are so fast. */
  UNREACHABLE_AT_ANY_HIT_RATIO,
  /** The measurement is too short to tell. */
  INCONCLUSIVE,
  /** The run measured something else, or is spoilt. */
  INVALID_RUN,
  /** The figures do not say what decides it: the hit ratio. */
  UNVERIFIABLE;

  /** Returns whether it says that the claim does not hold. */
  public boolean isNo() {
    return this == REFUTED
        || this == UNREACHABLE_AT_THIS_HIT_RATIO
        || this == UNREACHABLE_AT_ANY_HIT_RATIO;
  }

  /** Returns whether it says that the claim holds. */
  public boolean isYes() {
    return this == CONFIRMED || this == UNDERSTATED;
  }
}
