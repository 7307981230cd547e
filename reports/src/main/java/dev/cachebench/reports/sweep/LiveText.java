package dev.cachebench.reports.sweep;

import dev.cachebench.scenarios.sim.L1Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A live sweep as text: a table of figures for each target, then its L1 taken apart. */
public final class LiveText {

  /** Columns and their heads. */
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("hit-ratio", "hit ratio"),
          List.of("hit-ratio.l1", "L1"),
          List.of("hit-ratio.l2", "L2"),
          List.of("error-ratio", "errors"),
          List.of("origin-rate", "origin/s"),
          List.of("response-time.mean", "mean"),
          List.of("response-time.p50", "p50"),
          List.of("response-time.p99", "p99"),
          List.of("speedup.mean", "speedup"));

  private LiveText() {}

  /** Returns the text, with a last line feed. */
  public static String write(LiveSweep sweep) {
    StringBuilder text = new StringBuilder(sweep.headline()).append('\n');
    for (String target : sweep.targets()) {
      List<LiveSweep.Row> rows = sweep.rows(target);
      text.append("\n  ").append(target).append('\n');
      text.append(table(figures(sweep, rows)));
      List<List<String>> parts = parts(sweep, rows);
      if (parts.size() > 1) {
        text.append("\n  its L1, taken apart by replay of the same requests\n");
        text.append(table(parts));
      }
    }
    if (isAnyInvalid(sweep)) {
      text.append("\n  !: the figure is invalid there; the run's own report says why.\n");
    }
    return text.toString();
  }

  private static boolean isAnyInvalid(LiveSweep sweep) {
    return sweep.points().stream()
        .flatMap(point -> point.targets().stream())
        .flatMap(target -> target.figures().values().stream())
        .anyMatch(figure -> figure.invalid() != null);
  }

  /** Returns the table of figures, head first. */
  static List<List<String>> figures(LiveSweep sweep, List<LiveSweep.Row> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        Stream.concat(
                Stream.of(String.join(", ", sweep.paths())),
                COLUMNS.stream().map(column -> column.get(1)))
            .toList());
    for (LiveSweep.Row row : rows) {
      lines.add(
          Stream.concat(
                  Stream.of(row.label()),
                  COLUMNS.stream().map(column -> row.target().text(column.get(0))))
              .toList());
    }
    return lines;
  }

  /** Returns what L1 would hit and what takes hits off, head first; the head alone without L1. */
  static List<List<String>> parts(LiveSweep sweep, List<LiveSweep.Row> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            String.join(", ", sweep.paths()),
            "capacity alone",
            "lives",
            "writes",
            "concurrency, L2's lives",
            "measured"));
    for (LiveSweep.Row row : rows) {
      L1Replay.HitRatios ratios = row.target().simulated();
      Double measured = row.target().value("hit-ratio.l1");
      if (ratios != null && measured != null) {
        lines.add(
            List.of(
                row.label(),
                ratio(ratios.capacity()),
                signed(ratios.lives() - ratios.capacity()),
                signed(ratios.writes() - ratios.lives()),
                signed(measured - ratios.writes()),
                ratio(measured)));
      }
    }
    return lines;
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.4f", ratio);
  }

  private static String signed(double difference) {
    return String.format(Locale.ROOT, "%+.4f", difference).replace("-0.0000", "+0.0000");
  }

  private static String table(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      text.append("   ");
      for (int i = 0; i < widths.length; i++) {
        text.append(' ').append(' ').append(" ".repeat(widths[i] - line.get(i).length()));
        text.append(line.get(i));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
