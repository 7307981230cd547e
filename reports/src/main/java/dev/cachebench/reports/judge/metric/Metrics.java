package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the figures of one target in one phase, in the order of the metrics' catalogue. */
public final class Metrics {

  private static final String UNMEASURED = "this version does not measure it";

  private final Map<String, Double> values = new HashMap<>();
  private final Map<String, String> missing = new HashMap<>();
  private final Map<String, Interval> intervals = new HashMap<>();
  private final Map<String, Long> samples = new LinkedHashMap<>();

  /** Keeps a figure. */
  public void put(String metric, double value) {
    values.put(metric, value);
  }

  /** Keeps a count. */
  public void put(String metric, long count) {
    put(metric, (double) count);
  }

  /** Keeps a figure with its interval. */
  public void put(String metric, double value, Interval interval) {
    values.put(metric, value);
    intervals.put(metric, interval);
  }

  /** Returns the figures so far. */
  public Map<String, Double> values() {
    return Map.copyOf(values);
  }

  /** Says why a metric has no figure. */
  public void miss(String metric, String reason) {
    missing.put(metric, reason);
  }

  /** Keeps of how many samples figures are. */
  public void samples(String what, long count) {
    samples.put(what, count);
  }

  /** Returns all that was kept, of a phase of that length. */
  public PhaseReport report(String phase, double seconds) {
    Map<String, Double> figures = new LinkedHashMap<>();
    Map<String, String> absent = new LinkedHashMap<>();
    Map<String, Interval> ranges = new LinkedHashMap<>();
    for (MetricName name : MetricName.all()) {
      Double value = values.get(name.word());
      Interval interval = intervals.get(name.word());
      if (value != null && Double.isFinite(value)) {
        figures.put(name.word(), value);
      } else {
        String reason = name.isAvailable() ? "nothing was measured" : UNMEASURED;
        absent.put(name.word(), missing.getOrDefault(name.word(), reason));
      }
      if (interval != null) {
        ranges.put(name.word(), interval);
      }
    }
    return new PhaseReport(
        phase, seconds, figures, absent, ranges, samples, Map.of(), null, Map.of());
  }
}
