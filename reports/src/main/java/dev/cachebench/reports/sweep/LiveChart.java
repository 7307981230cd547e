package dev.cachebench.reports.sweep;

import dev.cachebench.scenarios.sim.L1Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hit ratios of one target as one SVG element: a column for each value, a line for what was
 * measured in all and in L1, dashed what replay says of L1.
 */
final class LiveChart {

  private static final int WIDTH = 880;
  private static final int HEIGHT = 300;
  private static final int LEFT = 64;
  private static final int RIGHT = 24;
  private static final int TOP = 16;
  private static final int BOTTOM = 40;

  private final List<LiveSweep.Row> rows;

  LiveChart(List<LiveSweep.Row> rows) {
    this.rows = rows;
  }

  String write() {
    String label = "Hit ratio by value; the table below holds the same figures";
    String lines =
        line("lru", "all tiers", row -> row.target().value("hit-ratio"))
            + line("fifo", "L1", row -> row.target().value("hit-ratio.l1"))
            + line("che-fifo", "L1 by replay", LiveChart::replayed);
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n%s%s</svg>\n"
        .formatted(WIDTH, HEIGHT, label, grid(), lines);
  }

  private static @Nullable Double replayed(LiveSweep.Row row) {
    L1Replay.HitRatios ratios = row.target().simulated();
    return ratios == null ? null : ratios.writes();
  }

  private String grid() {
    StringBuilder svg = new StringBuilder();
    for (int percent = 0; percent <= 100; percent += 20) {
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>%n",
              LEFT,
              WIDTH - RIGHT,
              y(percent / 100.0),
              y(percent / 100.0),
              LEFT - 8,
              y(percent / 100.0) + 4,
              percent));
    }
    for (int i = 0; i < rows.size(); i++) {
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
              x(i), HEIGHT - 14, SweepPage.escaped(rows.get(i).label())));
    }
    return svg.toString();
  }

  private String line(String style, String name, Function<LiveSweep.Row, @Nullable Double> figure) {
    List<String> points = new ArrayList<>();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      Double ratio = figure.apply(rows.get(i));
      if (ratio != null) {
        points.add(format("%.1f,%.1f", x(i), y(ratio)));
        dots.append(
            format(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %.2f %%</title></circle>",
                x(i), y(ratio), name, ratio * 100));
      }
    }
    return points.isEmpty()
        ? ""
        : format(
            "<g class=\"%s\"><polyline points=\"%s\"/>%s</g>%n",
            style, String.join(" ", points), dots);
  }

  private double x(int column) {
    int between = Math.max(1, rows.size() - 1);
    double share = rows.size() == 1 ? 0.5 : (double) column / between;
    int margin = 40;
    return LEFT + margin + (WIDTH - LEFT - RIGHT - 2 * margin) * share;
  }

  private double y(double ratio) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * ratio;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
  }
}
