package dev.cachebench.scenarios.history;

/** What is known of an operation once its caller has heard of it, or has given up. */
public enum Ending {
  /** It happened. */
  OK,
  /** It did not: a read without an answer. */
  FAIL,
  /** It may have happened or may yet: a write that failed, a call that was left open. */
  UNKNOWN
}
