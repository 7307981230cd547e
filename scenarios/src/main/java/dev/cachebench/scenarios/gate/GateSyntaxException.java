package dev.cachebench.scenarios.gate;

/** Says which part of a gate cannot be read, where it stands in the text, and what to write. */
public final class GateSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** The part of a gate that is wrong. */
  public enum Part {
    /** The left side. */
    METRIC,
    /** The relation. */
    OPERATOR,
    /** The right side. */
    VALUE
  }

  private final Part part;
  private final int column;
  private final int length;
  private final String hint;

  GateSyntaxException(Part part, int column, int length, String message, String hint) {
    super(message);
    this.part = part;
    this.column = column;
    this.length = length;
    this.hint = hint;
  }

  /** Returns the part that is wrong. */
  public Part part() {
    return part;
  }

  /** Returns the first wrong character, counted from 1. */
  public int column() {
    return column;
  }

  /** Returns how many characters are wrong, 1 or more. */
  public int length() {
    return length;
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
