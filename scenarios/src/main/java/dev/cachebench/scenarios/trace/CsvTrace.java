package dev.cachebench.scenarios.trace;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads requests from a table whose first line names the columns (RFC 4180). */
final class CsvTrace {

  /** The first bytes of a file in UTF-8 as some programs write it, as we read them. */
  private static final String MARK = "\u00ef\u00bb\u00bf";

  private static final int SHOWN = 40;

  private final TraceInput input;
  private final TraceSpec.Columns columns;
  private final TraceBuilder trace;

  CsvTrace(TraceInput input, TraceSpec.Columns columns, TraceBuilder trace) {
    this.input = input;
    this.columns = columns;
    this.trace = trace;
  }

  void read() throws IOException {
    // Bytes become characters one to one, so that different keys stay so.
    InputStreamReader text = new InputStreamReader(input.bytes(), StandardCharsets.ISO_8859_1);
    CsvReader.CsvReaderBuilder builder =
        // What is missing or too many is said with its line, below.
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
    try (CsvReader<CsvRecord> reader = builder.ofCsvRecord(text)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        return;
      }
      List<String> header = header(records.next());
      int key = column(header, columns.key(), "--key-column");
      String named = columns.size();
      int size = named == null ? -1 : column(header, named, "--size-column");
      if (size >= 0) {
        trace.withSizes();
      }
      while (!trace.isFull() && records.hasNext()) {
        add(records.next(), header.size(), key, size);
      }
    } catch (CsvParseException e) {
      throw new TraceException(
          input.file() + "  is no table: " + e.getMessage(),
          "expected values by comma, with a first line of names");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<String> header(CsvRecord first) {
    return first.getFields().stream()
        .map(name -> name.startsWith(MARK) ? name.substring(MARK.length()) : name)
        .map(String::strip)
        .toList();
  }

  private int column(List<String> header, String name, String option) {
    int at = header.indexOf(name);
    if (at < 0) {
      throw new TraceException(
          "%s:1  expected a column `%s`, but there are %s"
              .formatted(input.file(), name, shown(String.join(", ", header))),
          "name one of them: " + option + " NAME");
    }
    return at;
  }

  private void add(CsvRecord row, int columnCount, int key, int size) {
    if (row.getFieldCount() != columnCount) {
      throw broken(
          row, columnCount + " values, as the first line has", row.getFieldCount() + " of them");
    }
    String text = row.getField(key);
    if (text.isEmpty()) {
      throw broken(row, "a key in `" + columns.key() + "`", "nothing");
    }
    if (size < 0) {
      trace.add(text);
    } else {
      trace.add(text, size(row, row.getField(size).strip()));
    }
  }

  private long size(CsvRecord row, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw broken(row, "a whole number of bytes in `" + columns.size() + "`", text);
    }
    return Long.parseLong(text);
  }

  private TraceException broken(CsvRecord row, String expected, @Nullable String was) {
    return new TraceException(
        "%s:%d  expected %s, but was `%s`"
            .formatted(
                input.file(), row.getStartingLineNumber(), expected, shown(String.valueOf(was))),
        "correct the line, or read the beginning only, by --limit");
  }

  private static String shown(String text) {
    String plain = text.replaceAll("[^ -~]", "?");
    return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
  }
}
