package dev.cachebench.reports.sweep;

import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.sim.L1Replay;
import dev.cachebench.scenarios.sim.L1Replay.HitRatios;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a sweep. Immutable.
 *
 * @param values of the paths, in their order
 * @param directory name of the run directory
 * @param verdict of the run's own gates
 * @param targets what was measured, in the scenario's order
 */
public record LivePoint(
    List<String> values, String directory, String verdict, List<Target> targets) {

  /** What is reported against the values. */
  static final List<String> METRICS =
      List.of(
          "hit-ratio",
          "hit-ratio.l1",
          "hit-ratio.l2",
          "error-ratio",
          "origin-rate",
          "response-time.mean",
          "response-time.p50",
          "response-time.p99",
          "speedup.mean");

  /** Copies the lists. */
  public LivePoint {
    values = List.copyOf(values);
    targets = List.copyOf(targets);
  }

  /**
   * What was measured of one target over all phases.
   *
   * @param name its name
   * @param figures by metric; what could not be measured is absent
   * @param simulated hit ratios of L1 by replay; null where it has none
   */
  public record Target(String name, Map<String, Figure> figures, @Nullable HitRatios simulated) {

    /** Copies the figures, in their order. */
    public Target {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Returns the text of a figure, a dash where there is none, with a mark if it is invalid. */
    String text(String metric) {
      Figure figure = figures.get(metric);
      return figure == null ? "–" : figure.text();
    }

    @Nullable Double value(String metric) {
      Figure figure = figures.get(metric);
      return figure == null ? null : figure.value();
    }
  }

  /**
   * A figure.
   *
   * @param value in the base unit of its metric
   * @param text for people
   * @param interval its confidence interval; null without one
   * @param invalid why it cannot be trusted; null when it can
   */
  public record Figure(
      double value, String text, @Nullable Interval interval, @Nullable String invalid) {}

  /** Returns the point of a run that was judged. */
  public static LivePoint of(
      List<String> values, String directory, RunReport report, Scenario scenario) {
    List<Target> targets = new ArrayList<>();
    for (TargetReport target : report.targets()) {
      TargetConfig config = Objects.requireNonNull(scenario.target(target.name()));
      targets.add(
          new Target(
              target.name(),
              figures(report, target),
              L1Replay.of(scenario, config.cache()).orElse(null)));
    }
    return new LivePoint(values, directory, report.verdict().state().name(), targets);
  }

  private static Map<String, Figure> figures(RunReport report, TargetReport target) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (String metric : METRICS) {
      Double value = target.all().value(metric);
      MetricName name = Objects.requireNonNull(MetricName.of(metric));
      if (value != null) {
        String invalid =
            report.validity().spoiltBy(name.metricClass(), target.name(), PhaseReport.ALL);
        Interval interval = target.all().intervals().get(metric);
        String mark = invalid == null ? "" : " !";
        figures.put(metric, new Figure(value, target.all().text(metric) + mark, interval, invalid));
      }
    }
    return figures;
  }
}
