package dev.cachebench.reports.export;

import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.HistogramTag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * Renders a report as OpenMetrics 1.0 text, which Prometheus reads as its own format, too: {@code
 * openmetrics.txt}.
 *
 * <p>Times are true histograms, by operation and outcome, in buckets that are the same in every
 * run, so that runs can be added up; counts at their bounds are exact to HdrHistogram's precision
 * (below 0.1 % of the bound). Everything else is a gauge: a figure of a run that is over. Lines
 * have no timestamps. Immutable.
 */
public final class OpenMetricsRenderer implements Renderer {

  private static final double NANOS_PER_SECOND = 1e9;

  private final RunData run;

  /**
   * Creates one for a run.
   *
   * @param run the files that the report is computed from
   */
  public OpenMetricsRenderer(RunData run) {
    this.run = run;
  }

  @Override
  public String render(RunReport report, String runDirectory) {
    OpenMetricsText text = new OpenMetricsText();
    String info = OpenMetricsNames.of("run-info");
    text.family(info, "gauge", "", "What was run; always 1.");
    text.line(
        info,
        labels(
            "scenario",
            report.scenario(),
            "seed",
            Long.toString(report.seed()),
            "status",
            report.status().word(),
            "version",
            report.toolVersion()),
        1);
    for (Series series : Series.values()) {
      times(report, series, text);
    }
    figures(report, text);
    answers(report, text);
    return text.finish();
  }

  private void times(RunReport report, Series series, OpenMetricsText text) {
    String name = OpenMetricsNames.of(series);
    text.family(name, "histogram", "seconds", OpenMetricsNames.help(series));
    for (TargetReport target : report.targets()) {
      for (PhaseReport phase : target.phases()) {
        PhaseData data = PhaseData.of(run, target.name(), List.of(phase.phase()));
        for (Operation operation : Operation.values()) {
          for (Outcome outcome : Outcome.values()) {
            Predicate<HistogramTag> which =
                tag -> tag.operation() == operation && tag.outcome() == outcome;
            Histogram histogram = data.histogram(series, which);
            if (histogram != null) {
              Map<String, String> labels = labels(report, target.name(), phase.phase());
              labels.put("operation", operation.word());
              labels.put("outcome", outcome.word());
              histogram(name, labels, histogram, data.sum(series, which), text);
            }
          }
        }
      }
    }
  }

  private static void histogram(
      String name,
      Map<String, String> labels,
      Histogram histogram,
      double sumNanos,
      OpenMetricsText text) {
    long[] counts = TimeBuckets.cumulative(histogram);
    for (int i = 0; i < counts.length; i++) {
      Map<String, String> bucket = new LinkedHashMap<>(labels);
      bucket.put("le", Double.toString(TimeBuckets.BOUNDS_NANOS.get(i) / NANOS_PER_SECOND));
      text.line(name + "_bucket", bucket, (double) counts[i]);
    }
    Map<String, String> all = new LinkedHashMap<>(labels);
    all.put("le", "+Inf");
    text.line(name + "_bucket", all, (double) histogram.getTotalCount());
    text.line(name + "_count", labels, (double) histogram.getTotalCount());
    text.line(name + "_sum", labels, sumNanos / NANOS_PER_SECOND);
  }

  private static void figures(RunReport report, OpenMetricsText text) {
    for (MetricName metric : MetricName.all()) {
      boolean isDuration = metric.quantity() == Quantity.DURATION;
      if (!metric.isAvailable() || isInHistogram(metric)) {
        continue;
      }
      String name = OpenMetricsNames.of(metric);
      String help = "Metric %s of a target and phase.".formatted(metric.word());
      text.family(name, "gauge", isDuration ? "seconds" : "", help);
      for (TargetReport target : report.targets()) {
        for (PhaseReport phase : target.phases()) {
          figure(report, target, phase, metric, name, text);
        }
        figure(report, target, target.all(), metric, name, text);
      }
    }
  }

  /** Whether it can be had from the buckets, which add up, as percentiles do not. */
  private static boolean isInHistogram(MetricName metric) {
    for (Series series : Series.values()) {
      if (metric.word().startsWith(series.word() + ".")) {
        return !metric.word().endsWith(".max");
      }
    }
    return false;
  }

  private static void figure(
      RunReport report,
      TargetReport target,
      PhaseReport phase,
      MetricName metric,
      String name,
      OpenMetricsText text) {
    Double value = phase.value(metric.word());
    if (value != null) {
      boolean isDuration = metric.quantity() == Quantity.DURATION;
      text.line(
          name,
          labels(report, target.name(), phase.phase()),
          isDuration ? value / NANOS_PER_SECOND : value);
    }
  }

  private static void answers(RunReport report, OpenMetricsText text) {
    String gate = OpenMetricsNames.of("gate");
    text.family(gate, "gauge", "", "1 for the answer of a gate, 0 for every other.");
    for (GateResult result : report.gates()) {
      for (GateState state : GateState.values()) {
        Map<String, String> labels = labels(report, result.target(), result.phase());
        labels.put("gate", result.text());
        labels.put("state", state.name());
        text.line(gate, labels, state == result.state() ? 1 : 0);
      }
    }
    String verdict = OpenMetricsNames.of("verdict");
    text.family(verdict, "gauge", "", "1 for the verdict of the run, 0 for every other.");
    for (Verdict.State state : Verdict.State.values()) {
      text.line(
          verdict,
          labels("scenario", report.scenario(), "state", state.name()),
          state == report.verdict().state() ? 1 : 0);
    }
  }

  private static Map<String, String> labels(RunReport report, String target, String phase) {
    return labels("scenario", report.scenario(), "target", target, "phase", phase);
  }

  private static Map<String, String> labels(String... pairs) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return labels;
  }
}
