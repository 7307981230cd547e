package dev.cachebench.scenarios.yaml.tree;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A text that was read, with its lines for excerpts.
 *
 * <p>Immutable.
 *
 * @param name how messages call it: a file's name, or {@code --set}
 * @param order its place among the texts of one reading; the file is 0
 * @param text the text
 * @param lines its lines, without their ends; at least one
 */
public record Source(String name, int order, String text, List<String> lines) {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
  private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)\\S*(?=@)");

  /** Copies the lines. */
  public Source {
    lines = List.copyOf(lines);
  }

  /** Splits a text into lines. */
  public static Source of(String name, int order, String text) {
    return new Source(name, order, text, List.of(LINE_END.split(text, -1)));
  }

  /** Returns whether it came from the command line. */
  public boolean isSetting() {
    return order > 0;
  }

  /** Returns a line by its number from 1, with credentials in addresses starred out. */
  public String line(int number) {
    return masked(lines.get(number - 1));
  }

  /** Returns a text with the credentials of addresses starred out, as long as before. */
  public static String masked(String text) {
    return CREDENTIALS
        .matcher(text)
        .replaceAll(
            secret -> "*".repeat(secret.group().codePointCount(0, secret.group().length())));
  }

  /** Returns a place inside this text that is as near as possible to the one given. */
  public Span span(int line, int column, int length) {
    int row = Math.max(1, Math.min(line, lines.size()));
    String content = lines.get(row - 1);
    int width = content.codePointCount(0, content.length());
    int start = row == line ? Math.max(1, Math.min(column, width + 1)) : width + 1;
    return new Span(this, row, start, Math.max(1, Math.min(length, width + 1 - start)));
  }
}
