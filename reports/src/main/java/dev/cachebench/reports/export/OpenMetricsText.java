package dev.cachebench.reports.export;

import dev.cachebench.reports.render.Plain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts OpenMetrics 1.0 text together, family after family. Of lines with the same name and labels
 * only the first is kept, since a reader takes no second.
 *
 * <p>Confined to one thread.
 */
final class OpenMetricsText {

  private final StringBuilder out = new StringBuilder();
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * Begins a family; its lines follow.
   *
   * @param unit the last word of its name; empty when it has none
   */
  void family(String name, String type, String unit, String help) {
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    if (!unit.isEmpty()) {
      out.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
    }
    out.append("# HELP ").append(name).append(' ').append(escape(help)).append('\n');
  }

  /** Adds a line, unless there is one of that name and those labels. */
  void line(String name, Map<String, String> labels, double value) {
    List<String> pairs = new ArrayList<>();
    labels.forEach((key, text) -> pairs.add(key + "=\"" + escape(text) + "\""));
    String series = name + "{" + String.join(",", pairs) + "}";
    if (seen.add(series)) {
      out.append(series).append(' ').append(Numbers.plain(value)).append('\n');
    }
  }

  private static String escape(String text) {
    return Plain.safe(text).replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Returns the text with its last line. */
  String finish() {
    return out + "# EOF\n";
  }
}
