package dev.cachebench.reports.compare.render;

import dev.cachebench.reports.compare.Change;
import dev.cachebench.reports.compare.ChangeVerdict;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.render.Plain;
import dev.cachebench.reports.render.Style;
import java.util.ArrayList;
import java.util.List;

/** A comparison for a terminal, 100 columns wide. */
public final class ComparisonText {

  private static final int WIDTH = 100;
  private static final String GAP = "  ";

  private final Style style;

  /**
   * Creates one.
   *
   * @param style colours
   */
  public ComparisonText(Style style) {
    this.style = style;
  }

  /** Returns the text, with a last line feed. */
  public String render(Comparison comparison) {
    StringBuilder out = new StringBuilder();
    out.append(Plain.safe(comparison.scenario())).append(" · ");
    out.append(ChangeCells.rounds(comparison)).append('\n');
    out.append("  base       ").append(Plain.safe(comparison.base())).append('\n');
    out.append("  candidate  ").append(Plain.safe(comparison.candidate())).append("\n\n");
    table(comparison.changes(), out);
    for (String note : comparison.notes()) {
      paragraph("! ", note, out);
    }
    for (String command : comparison.commands()) {
      out.append("  More rounds would decide: ").append(Plain.safe(command)).append('\n');
    }
    out.append(comparison.notes().isEmpty() && comparison.commands().isEmpty() ? "" : "\n");
    out.append(painted(comparison.verdict(), comparison.verdict().name()));
    out.append("   ").append(ChangeCells.counts(comparison)).append('\n');
    return out.toString();
  }

  private void table(List<Change> changes, StringBuilder out) {
    List<List<String>> rows = new ArrayList<>(List.of(ChangeCells.HEADINGS));
    changes.forEach(change -> rows.add(ChangeCells.of(change)));
    int[] widths = new int[ChangeCells.HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    String group = "";
    for (Change change : changes) {
      String name = Plain.safe(change.target() + " in " + change.phase());
      if (!name.equals(group)) {
        out.append(group.isEmpty() ? "" : "\n").append(GAP).append(name).append('\n');
        out.append(group.isEmpty() ? style.dim(line(ChangeCells.HEADINGS, widths)) + "\n" : "");
        group = name;
      }
      String line = line(ChangeCells.of(change), widths);
      out.append(painted(change.verdict(), line)).append('\n');
      if (change.verdict() != ChangeVerdict.NO_REGRESSION) {
        paragraph("    ", change.reason(), out);
      }
    }
    out.append(changes.isEmpty() ? "" : "\n");
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder(GAP);
    for (int i = 0; i < widths.length; i++) {
      boolean isNumber = i > 0 && i < widths.length - 1;
      line.append(GAP);
      line.append(
          isNumber ? Plain.right(cells.get(i), widths[i]) : Plain.left(cells.get(i), widths[i]));
    }
    return line.toString().stripTrailing();
  }

  private static void paragraph(String lead, String text, StringBuilder out) {
    String first = GAP + lead;
    for (String line : Plain.wrap(text, WIDTH - first.length())) {
      out.append(first).append(line).append('\n');
      first = " ".repeat(first.length());
    }
  }

  private String painted(ChangeVerdict verdict, String text) {
    if (verdict == ChangeVerdict.REGRESSION) {
      return style.fail(text);
    }
    return verdict.isUndecided() ? style.warn(text) : style.pass(text);
  }
}
