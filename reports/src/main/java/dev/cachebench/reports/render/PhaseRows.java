package dev.cachebench.reports.render;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses the rows that tell what happened in a phase, one cell for each target. */
public final class PhaseRows {

  private final List<@Nullable PhaseReport> targets;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A row of the main table.
   *
   * @param label what it counts
   * @param cells one for each target
   */
  public record Row(String label, List<String> cells) {}

  private PhaseRows(List<@Nullable PhaseReport> targets) {
    this.targets = targets;
  }

  /** Returns the rows of one phase. */
  public static List<Row> of(List<@Nullable PhaseReport> targets) {
    PhaseRows rows = new PhaseRows(targets);
    rows.add("requests", phase -> Figures.count(phase.samples().getOrDefault("operations", 0L)));
    rows.metric("mean", "response-time.mean");
    rows.metric("p50", "response-time.p50");
    rows.metric("p99", "response-time.p99");
    rows.metricUnlessZero("errors", "error-ratio");
    rows.metricUnlessZero("wrong values", "wrong-values");
    rows.metricUnlessZero("beyond bound", "stale-reads-beyond-bound");
    rows.metricUnlessZero("shed", "shed");
    rows.add("origin/s", phase -> number(phase.value("origin-rate")));
    rows.metricIfAny("origin ×", "origin-amplification");
    rows.metricIfAny("detected in", "detection-time");
    rows.metricIfAny("back after", "recovery-time");
    rows.metricUnlessZero("breaker opened", "breaker.opened");
    rows.metricIfAny("loads/expiry", "loads-per-expiry.mean");
    rows.metricIfAny("  at most", "loads-per-expiry.max");
    if (rows.isThere("speedup.mean")) {
      rows.metric("speedup", "speedup.mean");
      rows.add("  95 %", phase -> interval(phase.intervals().get("speedup.mean")));
    }
    return rows.rows;
  }

  private void add(String label, Function<PhaseReport, String> cell) {
    List<String> cells = new ArrayList<>();
    for (PhaseReport phase : targets) {
      cells.add(phase == null ? Figures.ABSENT : cell.apply(phase));
    }
    rows.add(new Row(label, cells));
  }

  private void metric(String label, String metric) {
    add(label, phase -> phase.text(metric));
  }

  private void metricIfAny(String label, String metric) {
    if (isThere(metric)) {
      metric(label, metric);
    }
  }

  private void metricUnlessZero(String label, String metric) {
    boolean isAnyAbove =
        targets.stream()
            .filter(Objects::nonNull)
            .map(phase -> phase.value(metric))
            .anyMatch(value -> value != null && value > 0);
    if (isAnyAbove) {
      metric(label, metric);
    }
  }

  private boolean isThere(String metric) {
    return targets.stream().anyMatch(phase -> phase != null && phase.value(metric) != null);
  }

  private static String number(@Nullable Double value) {
    return value == null ? Figures.ABSENT : Figures.number(value);
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null ? "" : Figures.range(interval).replace(" ", "");
  }
}
