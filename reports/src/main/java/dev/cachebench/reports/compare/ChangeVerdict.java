package dev.cachebench.reports.compare;

/** What is said of one metric, or of all of them together. */
public enum ChangeVerdict {
  /** It is worse by more than the margin. */
  REGRESSION,
  /** It is better by more than the margin. */
  IMPROVEMENT,
  /** It is not worse by more than the margin. */
  NO_REGRESSION,
  /** The interval contains the margin, or there are too few rounds. */
  INCONCLUSIVE,
  /** A side has no figure. */
  NO_DATA,
  /** The sides cannot be compared, or something spoilt the figures. */
  INVALID;

  /** Returns whether it says neither yes nor no. */
  public boolean isUndecided() {
    return this == INCONCLUSIVE || this == NO_DATA || this == INVALID;
  }
}
