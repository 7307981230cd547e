package dev.cachebench.reports.render;

import java.util.List;
import java.util.stream.Collectors;

/** Fields of comma-separated values by RFC 4180, with line feeds. */
public final class Csv {

  private Csv() {}

  /** Returns one line with its line feed. */
  public static String line(List<String> fields) {
    return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\n"));
  }

  /** Returns the text as one field: on one line, quoted where it holds a comma or a quote. */
  public static String field(String text) {
    String safe = Plain.safe(text);
    boolean isPlain = safe.indexOf(',') < 0 && safe.indexOf('"') < 0;
    return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
