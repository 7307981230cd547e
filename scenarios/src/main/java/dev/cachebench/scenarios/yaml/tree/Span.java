package dev.cachebench.scenarios.yaml.tree;

import java.util.Comparator;

/**
 * A stretch of one line of a text.
 *
 * <p>Immutable.
 *
 * @param source the text
 * @param line from 1
 * @param column from 1, in characters (code points); one past the end of the line is legal
 * @param length characters, 1 or more
 */
public record Span(Source source, int line, int column, int length) implements Comparable<Span> {
  private static final Comparator<Span> BY_PLACE =
      Comparator.comparingInt((Span span) -> span.source().order())
          .thenComparingInt(Span::line)
          .thenComparingInt(Span::column);

  /** Returns a part of this stretch. */
  public Span part(int offset, int partLength) {
    return source.span(line, column + offset, partLength);
  }

  @Override
  public int compareTo(Span other) {
    return BY_PLACE.compare(this, other);
  }
}
