package dev.cachebench.scenarios.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a scenario, with its place and what to do.
 *
 * <p>Immutable.
 *
 * @param source the file as the user named it, or {@code --set}
 * @param line from 1
 * @param column from 1, in characters; one past the end of the line is legal
 * @param length characters that are wrong, 1 or more
 * @param path the key, such as {@code phases[2].load.rate}; empty at the top of the file
 * @param message what is wrong
 * @param hint what to write instead, or null where the message says it
 * @param excerpt the line before, where there is one, and the line itself
 */
public record Problem(
    String source,
    int line,
    int column,
    int length,
    String path,
    String message,
    @Nullable String hint,
    List<SourceLine> excerpt) {
  /**
   * A line of the text.
   *
   * @param number from 1
   * @param text the line without its end, credentials starred out
   */
  public record SourceLine(int number, String text) {}

  /** Copies the excerpt. */
  public Problem {
    excerpt = List.copyOf(excerpt);
  }
}
