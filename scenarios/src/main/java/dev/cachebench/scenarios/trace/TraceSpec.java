package dev.cachebench.scenarios.trace;

import dev.cachebench.scenarios.gate.NearestWord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which file is read as what: {@code FORMAT:FILE}.
 *
 * @param format how it is written
 * @param file where it is
 * @param columns which columns of a table are read
 */
public record TraceSpec(TraceFormat format, Path file, Columns columns) {

  private static final String HINT =
      "write FORMAT:FILE, such as lirs:traces/gli.trace.gz; formats are " + TraceFormat.words();

  /**
   * Columns of a table, by the names of its first line.
   *
   * @param key the column of keys; default {@code key}
   * @param size the column of sizes in bytes; null: entries count as one
   */
  public record Columns(String key, @Nullable String size) {

    /** Those when none are named. */
    public static final Columns DEFAULT = new Columns("key", null);
  }

  /** Creates one with the usual columns. */
  public TraceSpec(TraceFormat format, Path file) {
    this(format, file, Columns.DEFAULT);
  }

  /** Returns the same with other columns. */
  public TraceSpec with(Columns others) {
    return new TraceSpec(format, file, others);
  }

  /**
   * Reads {@code FORMAT:FILE}.
   *
   * @throws TraceException if it is none, or names a format that there is not
   */
  public static TraceSpec parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new TraceException("a trace must be FORMAT:FILE, but was `" + text + "`", HINT);
    }
    return new TraceSpec(format(text.substring(0, colon)), file(text.substring(colon + 1)));
  }

  private static TraceFormat format(String word) {
    for (TraceFormat format : TraceFormat.values()) {
      if (format.word().equals(word)) {
        return format;
      }
    }
    List<String> words = Arrays.stream(TraceFormat.values()).map(TraceFormat::word).toList();
    throw new TraceException(
        "unknown trace format `" + word + "`" + NearestWord.question(word, words), HINT);
  }

  private static Path file(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TraceException("`" + text.replace('\0', '?') + "` cannot be a file's name", HINT);
    }
  }
}
