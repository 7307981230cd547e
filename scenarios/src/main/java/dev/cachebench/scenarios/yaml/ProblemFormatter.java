package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.yaml.Problem.SourceLine;
import dev.cachebench.scenarios.yaml.tree.Findings;
import java.util.List;

/** Puts problems into words for a terminal: place, message, the line with a caret, hint. */
public final class ProblemFormatter {
  private static final int WIDTH = 96;
  private static final int LEAD = 40;
  private static final String CUT = "…";

  private ProblemFormatter() {}

  /** Returns the text of all problems, with a count at the end. */
  public static String format(List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    problems.forEach(problem -> append(text, problem));
    String more = problems.size() >= Findings.LIMIT ? " or more" : "";
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems" + more;
    return text.append(count).append(", nothing was run.\n").toString();
  }

  private static void append(StringBuilder text, Problem problem) {
    text.append(
        "error: %s:%d:%d".formatted(printable(problem.source()), problem.line(), problem.column()));
    if (!problem.path().isEmpty()) {
      text.append("  ").append(printable(problem.path()));
    }
    text.append("  ").append(printable(problem.message())).append('\n');
    int digits = Integer.toString(problem.line()).length();
    int from = problem.column() - 1 <= WIDTH - LEAD ? 0 : problem.column() - 1 - LEAD;
    for (SourceLine line : problem.excerpt()) {
      String number = " ".repeat(digits - Integer.toString(line.number()).length()) + line.number();
      String shown = ("  " + number + " | " + window(line.text(), from)).stripTrailing();
      text.append(shown).append('\n');
    }
    if (!problem.excerpt().isEmpty()) {
      int indent = 2 + digits + 3 + problem.column() - 1 - from + (from > 0 ? 1 : 0);
      int carets = Math.max(1, Math.min(problem.length(), WIDTH - (problem.column() - 1 - from)));
      text.append(" ".repeat(indent)).append("^".repeat(carets)).append('\n');
    }
    if (problem.hint() != null) {
      text.append("  hint: ").append(printable(problem.hint())).append('\n');
    }
    text.append('\n');
  }

  private static String window(String line, int from) {
    int[] points = printable(line).codePoints().toArray();
    if (points.length <= from) {
      return from == 0 ? "" : CUT;
    }
    int to = Math.min(points.length, from + WIDTH);
    return (from > 0 ? CUT : "")
        + new String(points, from, to - from)
        + (to < points.length ? CUT : "");
  }

  /** Returns the text with a blank for whatever could act on a terminal or reorder its line. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().map(p -> isPrintable(p) ? p : ' ').forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
