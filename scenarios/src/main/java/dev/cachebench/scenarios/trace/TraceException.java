package dev.cachebench.scenarios.trace;

import java.io.Serial;

/** A trace cannot be read as asked: where, what was expected, and what to do. */
public final class TraceException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * Names the problem and the cure.
   *
   * @param problem what is wrong, with its place, without a full stop
   * @param hint what to do instead
   */
  TraceException(String problem, String hint) {
    super(problem);
    this.hint = hint;
  }

  /** Returns what to do instead. */
  public String hint() {
    return hint;
  }
}
