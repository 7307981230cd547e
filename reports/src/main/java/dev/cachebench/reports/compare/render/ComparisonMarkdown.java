package dev.cachebench.reports.compare.render;

import dev.cachebench.reports.compare.Change;
import dev.cachebench.reports.compare.ChangeVerdict;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.render.MarkdownRenderer;
import java.util.ArrayList;
import java.util.List;

/** A comparison as GitHub-flavoured Markdown, for a job's summary or a comment. */
public final class ComparisonMarkdown {

  private ComparisonMarkdown() {}

  /** Returns the text, with a last line feed. */
  public static String render(Comparison comparison) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(MarkdownRenderer.escape(comparison.scenario())).append(": ");
    out.append(escape(comparison.verdict().name())).append("\n\n");
    out.append(
        "%s · %s against %s · %s\n\n"
            .formatted(
                escape(ChangeCells.counts(comparison)),
                escape(comparison.candidate()),
                escape(comparison.base()),
                ChangeCells.rounds(comparison)));
    List<String> headings = new ArrayList<>(List.of("target", "phase"));
    headings.addAll(ChangeCells.HEADINGS);
    row(headings, out);
    out.append('|').append(" --- |".repeat(headings.size())).append('\n');
    for (Change change : comparison.changes()) {
      List<String> cells = new ArrayList<>(List.of(change.target(), change.phase()));
      cells.addAll(ChangeCells.of(change));
      if (change.verdict() != ChangeVerdict.NO_REGRESSION) {
        cells.set(cells.size() - 1, cells.get(cells.size() - 1) + ": " + change.reason());
      }
      row(cells, out);
    }
    out.append(comparison.notes().isEmpty() && comparison.commands().isEmpty() ? "" : "\n");
    comparison.notes().forEach(note -> out.append("* ").append(escape(note)).append('\n'));
    for (String command : comparison.commands()) {
      out.append("* More rounds would decide: ").append(escape(command)).append('\n');
    }
    return out.toString();
  }

  private static void row(List<String> cells, StringBuilder out) {
    out.append('|');
    cells.forEach(cell -> out.append(' ').append(escape(cell)).append(" |"));
    out.append('\n');
  }

  private static String escape(String text) {
    return MarkdownRenderer.escape(text);
  }
}
