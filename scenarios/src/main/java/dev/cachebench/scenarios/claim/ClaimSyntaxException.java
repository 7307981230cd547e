package dev.cachebench.scenarios.claim;

/** Says why a text is no claim, and what to write instead. */
public final class ClaimSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  ClaimSyntaxException(String message, String hint) {
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
