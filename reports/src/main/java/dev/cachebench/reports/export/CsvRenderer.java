package dev.cachebench.reports.export;

import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.render.Csv;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders every figure of a report as one line of CSV: {@code report.csv}.
 *
 * <p>Numbers are in base units, without thousands separators. A metric without a figure has a line
 * whose value is empty. Immutable.
 */
public final class CsvRenderer implements Renderer {

  private static final List<String> HEADER =
      List.of(
          "scenario",
          "target",
          "phase",
          "metric",
          "value",
          "unit",
          "low",
          "high",
          "confidence",
          "validity");

  /** Creates one. */
  public CsvRenderer() {}

  @Override
  public String render(RunReport report, String runDirectory) {
    StringBuilder csv = new StringBuilder(Csv.line(HEADER));
    for (TargetReport target : report.targets()) {
      List<PhaseReport> phases = new ArrayList<>(target.phases());
      phases.add(target.all());
      for (PhaseReport phase : phases) {
        for (MetricName metric : MetricName.all()) {
          csv.append(line(report, target, phase, metric));
        }
      }
    }
    return csv.toString();
  }

  private static String line(
      RunReport report, TargetReport target, PhaseReport phase, MetricName metric) {
    Interval interval = phase.intervals().get(metric.word());
    boolean isSpoilt =
        report.validity().spoiltBy(metric.metricClass(), target.name(), phase.phase()) != null;
    return Csv.line(
        List.of(
            report.scenario(),
            target.name(),
            phase.phase(),
            metric.word(),
            number(phase.value(metric.word())),
            unit(metric.quantity()),
            interval == null ? "" : number(interval.low()),
            interval == null ? "" : number(interval.high()),
            interval == null ? "" : number(interval.confidence()),
            isSpoilt ? "INVALID" : "VALID"));
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : Numbers.plain(value);
  }

  private static String unit(Quantity quantity) {
    return switch (quantity) {
      case DURATION -> "ns";
      case RATE -> "1/s";
      case RATIO -> "ratio";
      case COUNT -> "count";
      case FACTOR -> "factor";
    };
  }
}
