package dev.cachebench.reports.model;

/** What a gate answers. */
public enum GateState {
  /** It holds. */
  PASS,
  /** It does not hold. */
  FAIL,
  /** There is no figure to judge. */
  NO_DATA,
  /** The figure's interval contains the limit. */
  INCONCLUSIVE,
  /** Something spoilt the metric's class. */
  INVALID;

  /** Returns whether it is neither passed nor failed. */
  public boolean isUndecided() {
    return this != PASS && this != FAIL;
  }
}
