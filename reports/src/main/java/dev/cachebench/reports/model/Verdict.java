package dev.cachebench.reports.model;

/**
 * The run's last word.
 *
 * @param state FAIL beats UNDECIDED beats PASS
 * @param passed gates that passed, and required claims that were confirmed
 * @param failed gates that failed, and required claims that were not confirmed
 * @param undecided gates without an answer, skipped ones not counted
 * @param skipped gates without data that asked to be skipped
 * @param exitCode 0, 3 or 4
 */
public record Verdict(
    State state, int passed, int failed, int undecided, int skipped, int exitCode) {

  /** The words of a verdict. */
  public enum State {
    /** Every gate passed, every required claim was confirmed. */
    PASS,
    /** A gate failed, or a required claim was not confirmed. */
    FAIL,
    /** Nothing failed, but a gate or an arm has no answer. */
    UNDECIDED
  }
}
