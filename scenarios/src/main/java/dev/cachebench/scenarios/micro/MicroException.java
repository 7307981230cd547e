package dev.cachebench.scenarios.micro;

/** Says why benchmarks cannot be run as asked, and what to do about it. */
public final class MicroException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * Creates one.
   *
   * @param message what is wrong
   * @param hint what to do
   */
  public MicroException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** Returns what to do. */
  public String hint() {
    return hint;
  }
}
