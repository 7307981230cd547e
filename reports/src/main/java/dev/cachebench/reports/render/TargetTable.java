package dev.cachebench.reports.render;

import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.render.PhaseRows.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table with targets as columns; it goes on below when they do not fit side by side. */
final class TargetTable {

  static final int LONGEST_NAME = 20;
  private static final int MOST_COLUMNS = 6;
  private static final int LABEL_WIDTH = 13;
  private static final int GAP = 2;

  private final List<TargetReport> targets;
  private final List<Group> groups = new ArrayList<>();
  private final int phaseWidth;
  private final Style style;

  private record Group(String phase, List<Row> rows) {}

  TargetTable(List<TargetReport> targets, Style style) {
    this.targets = targets;
    this.style = style;
    int phases = targets.isEmpty() ? 0 : targets.get(0).phases().size();
    int widest = 0;
    for (int i = 0; i < phases; i++) {
      int index = i;
      List<@Nullable PhaseReport> column = new ArrayList<>();
      targets.forEach(target -> column.add(target.phases().get(index)));
      String name = targets.get(0).phases().get(i).phase();
      groups.add(new Group(name, PhaseRows.of(column)));
      widest = Math.max(widest, name.length());
    }
    phaseWidth = widest;
  }

  void appendTo(StringBuilder out) {
    int from = 0;
    while (from < targets.size()) {
      int to = from + 1;
      while (to < targets.size() && to - from < MOST_COLUMNS && fits(from, to + 1)) {
        to++;
      }
      block(from, to, out);
      from = to;
    }
  }

  private boolean fits(int from, int to) {
    int width = GAP + phaseWidth + GAP + LABEL_WIDTH;
    for (int column = from; column < to; column++) {
      width += GAP + width(column);
    }
    return width <= TextRenderer.WIDTH;
  }

  private int width(int column) {
    int widest = Math.min(LONGEST_NAME, targets.get(column).name().length());
    for (Group group : groups) {
      for (Row row : group.rows()) {
        widest = Math.max(widest, row.cells().get(column).length());
      }
    }
    return widest;
  }

  private void block(int from, int to, StringBuilder out) {
    StringBuilder header = new StringBuilder(" ".repeat(GAP + phaseWidth + GAP + LABEL_WIDTH));
    for (int column = from; column < to; column++) {
      String name = Plain.cut(targets.get(column).name(), LONGEST_NAME);
      header.append(" ".repeat(GAP)).append(Plain.right(name, width(column)));
    }
    out.append(header).append('\n');
    for (Group group : groups) {
      String phase = group.phase();
      for (Row row : group.rows()) {
        line(phase, row, from, to, out);
        phase = "";
      }
    }
    out.append('\n');
  }

  private void line(String phase, Row row, int from, int to, StringBuilder out) {
    StringBuilder cells = new StringBuilder();
    for (int column = from; column < to; column++) {
      cells.append(" ".repeat(GAP)).append(Plain.right(row.cells().get(column), width(column)));
    }
    out.append(" ".repeat(GAP)).append(Plain.left(phase, phaseWidth)).append(" ".repeat(GAP));
    out.append(style.dim(Plain.left(row.label(), LABEL_WIDTH)));
    out.append(cells.toString().stripTrailing()).append('\n');
  }
}
