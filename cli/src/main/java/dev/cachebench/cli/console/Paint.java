package dev.cachebench.cli.console;

/**
 * Colours by meaning; without colour the text stays as it is.
 *
 * <p>Immutable.
 *
 * @param isColored whether escape sequences are written
 */
public record Paint(boolean isColored) {

  /** Returns text in the colour of what passed. */
  public String pass(String text) {
    return wrap("32", text);
  }

  /** Returns text in the colour of what failed. */
  public String fail(String text) {
    return wrap("31", text);
  }

  /** Returns text in the colour of what wants a look. */
  public String look(String text) {
    return wrap("33", text);
  }

  /** Returns text in the colour of context. */
  public String dim(String text) {
    return wrap("2", text);
  }

  private String wrap(String code, String text) {
    return isColored ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
