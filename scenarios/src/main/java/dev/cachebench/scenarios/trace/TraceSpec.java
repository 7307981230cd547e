package dev.cachebench.scenarios.trace;

import dev.cachebench.scenarios.gate.NearestWord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Which file is read as what: {@code FORMAT:FILE}.
 *
 * @param format how it is written
 * @param file where it is
 */
public record TraceSpec(TraceFormat format, Path file) {

  private static final String HINT =
      "write FORMAT:FILE, such as lirs:traces/gli.trace.gz; formats are " + TraceFormat.words();

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
    if (TraceFormat.LATER.contains(word)) {
      throw new TraceException(
          "the trace format `" + word + "` is not in this version",
          "convert the trace to one key a line and read it as lines:FILE");
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
