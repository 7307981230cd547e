package dev.cachebench.reports.export;

import dev.cachebench.reports.render.Plain;

/**
 * Puts XML 1.0 together; every text and every attribute's value is escaped.
 *
 * <p>Confined to one thread.
 */
final class Xml {

  private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final int FIRST_NONCHARACTER = 0xFFFE;

  private final StringBuilder out = new StringBuilder(PROLOGUE);
  private int depth;

  /** Returns the text without markup and without characters that XML 1.0 cannot hold. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (char c : Plain.safe(text).toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(c >= FIRST_NONCHARACTER ? '?' : c);
      }
    }
    return escaped.toString();
  }

  /**
   * Opens an element on a line of its own.
   *
   * @param attributes names and values in turn
   */
  Xml open(String name, String... attributes) {
    indent().start(name, attributes).append(">\n");
    depth++;
    return this;
  }

  /** Closes the element that was opened last. */
  Xml close(String name) {
    depth--;
    indent().out.append("</").append(name).append(">\n");
    return this;
  }

  /** Adds an element that holds nothing. */
  Xml empty(String name, String... attributes) {
    indent().start(name, attributes).append("/>\n");
    return this;
  }

  /** Adds an element that holds nothing but text. */
  Xml leaf(String name, String text, String... attributes) {
    indent().start(name, attributes).append('>').append(escape(text));
    out.append("</").append(name).append(">\n");
    return this;
  }

  private Xml indent() {
    out.append("  ".repeat(depth));
    return this;
  }

  private StringBuilder start(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escape(attributes[i + 1])).append('"');
    }
    return out;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
