package dev.cachebench.scenarios.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes files of one JSON object a line.
 *
 * <p>A last line without its line feed, or one that ends in the middle of an object, means that the
 * writer was interrupted; any other damage is an error.
 */
public final class JsonLines {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              incl ->
                  incl.withValueInclusion(
                      com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
          .build();

  private JsonLines() {}

  /**
   * What a file held.
   *
   * @param rows every whole line
   * @param isTorn whether the last line was cut off
   */
  public record Rows<T>(List<T> rows, boolean isTorn) {

    /** Copies the list. */
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /** Returns the object as one line, without line feed. */
  public static String encode(Object row) {
    return MAPPER.writeValueAsString(row);
  }

  /** Returns the object that a line holds. */
  public static <T> T decode(String line, Class<T> type) {
    return MAPPER.readValue(line, type);
  }

  /**
   * Reads a file.
   *
   * @throws DamagedRunException if the file is missing or a line before the last is not an object
   *     of that type
   */
  public static <T> Rows<T> read(Path file, Class<T> type) {
    String text = text(file);
    List<T> rows = new ArrayList<>();
    int start = 0;
    int number = 0;
    while (start < text.length()) {
      number++;
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return new Rows<>(rows, true);
      }
      String line = text.substring(start, end);
      try {
        T row = MAPPER.readValue(line, type);
        if (row == null) {
          throw new DamagedRunException(file, number, "is no object");
        }
        rows.add(row);
      } catch (JacksonException e) {
        throw new DamagedRunException(file, number, e.getOriginalMessage());
      }
      start = end + 1;
    }
    return new Rows<>(rows, false);
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DamagedRunException(file, 0, "cannot be read: " + e.getMessage());
    }
  }
}
