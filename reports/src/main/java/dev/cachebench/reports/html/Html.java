package dev.cachebench.reports.html;

import dev.cachebench.reports.render.Plain;
import java.util.List;

/**
 * Puts HTML together; every text and every attribute's value is escaped.
 *
 * <p>Confined to one thread.
 */
final class Html {

  private final StringBuilder out = new StringBuilder();

  /** Returns the text without markup and without characters that hide or reorder others. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (char c : Plain.safe(text).toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Html open(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escape(attributes[i + 1])).append('"');
    }
    out.append('>');
    return this;
  }

  /** Closes an element. */
  Html close(String name) {
    out.append("</").append(name).append(">\n");
    return this;
  }

  /** Adds text. */
  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Adds lines as they stand, for those who want to copy them. */
  Html lines(List<String> lines) {
    out.append("<pre tabindex=\"0\">");
    lines.forEach(line -> text(line).out.append('\n'));
    return close("pre");
  }

  /** Adds an element that holds nothing but text. */
  Html leaf(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close(name);
  }

  /** Opens a table that scrolls in itself where the screen is too narrow. */
  Html table(String caption, String cssClass) {
    open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
    open("table", "class", cssClass);
    return leaf("caption", caption);
  }

  /** Closes a table that {@link #table} opened. */
  Html closeTable() {
    return close("tbody").close("table").close("div");
  }

  /** Adds the row of column headings and opens the table's body. */
  Html headings(List<String> headings) {
    open("thead").open("tr");
    headings.forEach(heading -> leaf("th", heading, "scope", "col"));
    return close("tr").close("thead").open("tbody");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
