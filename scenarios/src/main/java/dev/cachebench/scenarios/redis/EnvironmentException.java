package dev.cachebench.scenarios.redis;

/** Says what this machine lacks for a run, and what to do about it. */
public final class EnvironmentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * Creates one.
   *
   * @param message what is missing or refused
   * @param hint what to do
   */
  public EnvironmentException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** Returns what to do. */
  public String hint() {
    return hint;
  }
}
