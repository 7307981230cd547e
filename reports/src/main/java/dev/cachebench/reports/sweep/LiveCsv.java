package dev.cachebench.reports.sweep;

import dev.cachebench.reports.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A live sweep as CSV: a line for each target, point and figure (RFC 4180, line feeds only). */
public final class LiveCsv {

  private LiveCsv() {}

  /** Returns the text, header included. */
  public static String write(LiveSweep sweep) {
    StringBuilder csv = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("target"));
    head.addAll(sweep.paths());
    head.addAll(List.of("metric", "value", "low", "high", "valid"));
    line(head, csv);
    for (LivePoint point : sweep.points()) {
      for (LivePoint.Target target : point.targets()) {
        target.figures().forEach((metric, figure) -> figure(point, target, metric, figure, csv));
        if (target.simulated() != null) {
          simulated(point, target, csv);
        }
      }
    }
    return csv.toString();
  }

  private static void figure(
      LivePoint point,
      LivePoint.Target target,
      String metric,
      LivePoint.Figure figure,
      StringBuilder csv) {
    Interval interval = figure.interval();
    Double high = interval == null ? null : interval.high();
    List<String> cells = new ArrayList<>(List.of(target.name()));
    cells.addAll(point.values());
    cells.add(metric);
    cells.add(Double.toString(figure.value()));
    cells.add(interval == null ? "" : Double.toString(interval.low()));
    cells.add(high == null ? "" : Double.toString(high));
    cells.add(Boolean.toString(figure.invalid() == null));
    line(cells, csv);
  }

  private static void simulated(LivePoint point, LivePoint.Target target, StringBuilder csv) {
    for (Map.Entry<String, Double> ratio : LiveJson.simulated(target).entrySet()) {
      List<String> cells = new ArrayList<>(List.of(target.name()));
      cells.addAll(point.values());
      cells.add("simulated.l1." + ratio.getKey());
      cells.addAll(List.of(ratio.getValue().toString(), "", "", "true"));
      line(cells, csv);
    }
  }

  private static void line(List<String> cells, StringBuilder csv) {
    csv.append(cells.stream().map(LiveCsv::quoted).collect(Collectors.joining(","))).append('\n');
  }

  private static String quoted(String cell) {
    boolean isPlain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
