package dev.cachebench.reports.export;

import dev.cachebench.reports.export.JmhResult.Metric;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.render.Plain;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.scenarios.model.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders response times as a JMH result file: {@code jmh.json}. Each target and phase is a
 * benchmark {@code SCENARIO.TARGET.PHASE} in sample mode, ns per operation; each round is a fork of
 * one iteration.
 *
 * <p>Rates are left out, since readers of such files take a lower score of another mode for a
 * better one. Raw values have two significant digits. Immutable.
 */
public final class JmhRenderer implements Renderer {

  private static final List<String> PERCENTILES =
      List.of("0.0", "50.0", "90.0", "95.0", "99.0", "99.9", "99.99", "99.999", "99.9999", "100.0");

  private static final String NAN = "NaN";
  private static final int RAW_DIGITS = 2;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final RunData run;

  /**
   * Creates one for a run.
   *
   * @param run the files that the report is computed from
   */
  public JmhRenderer(RunData run) {
    this.run = run;
  }

  @Override
  public String render(RunReport report, String runDirectory) {
    List<JmhResult> results = new ArrayList<>();
    for (TargetReport target : report.targets()) {
      for (PhaseReport phase : target.phases()) {
        Metric metric = metric(target, phase);
        if (metric != null) {
          results.add(result(report, target, phase, metric));
        }
      }
    }
    return MAPPER.writeValueAsString(results).replace("\r\n", "\n") + "\n";
  }

  private JmhResult result(
      RunReport report, TargetReport target, PhaseReport phase, Metric metric) {
    Duration warmup = run.scenario().warmup();
    String java = environment("java");
    String benchmark = String.join(".", report.scenario(), target.name(), phase.phase());
    double seconds = phase.seconds() / Math.max(1, target.rounds());
    return new JmhResult(
        Plain.safe("cachebench " + report.toolVersion()),
        Plain.safe(benchmark),
        "sample",
        1,
        target.rounds(),
        environment("jvm"),
        flags(),
        java,
        environment("jvm"),
        java,
        warmup.isZero() ? 0 : 1,
        warmup.toSeconds() + " s",
        1,
        1,
        Math.round(seconds) + " s",
        1,
        metric,
        Map.of());
  }

  private String environment(String key) {
    return Plain.safe(String.valueOf(run.environment().getOrDefault(key, "unknown")));
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (run.environment().get("arm-jvm-flags") instanceof List<?> known) {
      known.forEach(flag -> flags.add(Plain.safe(String.valueOf(flag))));
    }
    return flags;
  }

  private @Nullable Metric metric(TargetReport target, PhaseReport phase) {
    List<String> name = List.of(phase.phase());
    PhaseData data = PhaseData.of(run, target.name(), name);
    Histogram all = data.histogram(Series.RESPONSE_TIME, tag -> true);
    Double mean = phase.value("response-time.mean");
    if (all == null || mean == null) {
      return null;
    }
    Map<String, Double> percentiles = new LinkedHashMap<>();
    for (String percentile : PERCENTILES) {
      percentiles.put(
          percentile, (double) all.getValueAtPercentile(Double.parseDouble(percentile)));
    }
    List<List<List<List<Number>>>> raw = new ArrayList<>();
    for (int round : data.rounds()) {
      PhaseData one = PhaseData.ofRound(run, target.name(), name, round);
      Histogram times = one.histogram(Series.RESPONSE_TIME, tag -> true);
      raw.add(List.of(times == null ? List.of() : pairs(times)));
    }
    Interval interval = phase.intervals().get("response-time.mean");
    Double half = interval == null ? null : interval.half();
    Double high = interval == null ? null : interval.high();
    List<Object> confidence =
        interval == null || high == null ? List.of(NAN, NAN) : List.of(interval.low(), high);
    return new Metric(mean, half == null ? NAN : half, confidence, percentiles, "ns/op", raw);
  }

  private static List<List<Number>> pairs(Histogram times) {
    Histogram coarse = new Histogram(RAW_DIGITS);
    coarse.setAutoResize(true);
    coarse.add(times);
    List<List<Number>> pairs = new ArrayList<>();
    for (HistogramIterationValue value : coarse.recordedValues()) {
      pairs.add(List.of(value.getValueIteratedTo(), value.getCountAtValueIteratedTo()));
    }
    return pairs;
  }
}
