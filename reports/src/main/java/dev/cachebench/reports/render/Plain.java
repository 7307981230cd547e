package dev.cachebench.reports.render;

import java.util.ArrayList;
import java.util.List;

/** Makes text safe for a terminal and fits it into lines. */
public final class Plain {

  private Plain() {}

  /** Returns the text on one line, without characters that could move the cursor or hide text. */
  public static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              int type = Character.getType(point);
              boolean isHidden =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.SURROGATE
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR;
              if (point == '\n' || point == '\r' || point == '\t') {
                safe.append(' ');
              } else {
                safe.appendCodePoint(isHidden ? '?' : point);
              }
            });
    return safe.toString();
  }

  /** Returns the text in lines of at most {@code width} characters; longer words stand alone. */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : safe(text).strip().split(" +")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Returns the text with spaces after it, so that it is as wide. */
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Returns the text with spaces before it, so that it is as wide. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /**
   * Returns the text, cut to {@code width} with an ellipsis in its middle when it is longer: names
   * that are longer than a column mostly begin alike.
   */
  public static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int front = (width - 1) / 3;
    return text.substring(0, front) + "…" + text.substring(text.length() - (width - 1 - front));
  }
}
