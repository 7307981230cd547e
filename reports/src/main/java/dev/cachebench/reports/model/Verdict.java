package dev.cachebench.reports.model;

/**
 * The run's last word.
 *
 * @param state FAIL beats UNDECIDED beats PASS
 * @param passed gates that passed, and required claims that were confirmed
 * @param failed gates that failed, required claims that were not confirmed, and conditions of
 *     {@code abort-when} that held
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
    /** A gate failed, a required claim was not confirmed, or {@code abort-when} struck. */
    FAIL,
    /** Nothing failed, but a gate or an arm has no answer. */
    UNDECIDED
  }
}
