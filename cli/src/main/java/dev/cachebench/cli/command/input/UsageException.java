package dev.cachebench.cli.command.input;

import java.io.Serial;

/** What was asked for cannot be done as asked; the person can ask differently. */
public final class UsageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * Names the problem and the cure.
   *
   * @param problem what is wrong, without a full stop
   * @param hint what to do instead
   */
  public UsageException(String problem, String hint) {
    super(problem);
    this.hint = hint;
  }

  /** Returns what to do instead. */
  public String hint() {
    return hint;
  }
}
