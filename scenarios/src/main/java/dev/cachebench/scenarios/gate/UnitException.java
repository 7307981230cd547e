package dev.cachebench.scenarios.gate;

/** Says why a text is not a number of the wanted kind, and what to write instead. */
public final class UnitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  UnitException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** Returns what to write instead. */
  public String hint() {
    return hint;
  }

  /** Returns what is wrong; unlike {@link #getMessage()} never null. */
  public String problem() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
