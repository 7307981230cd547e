package dev.cachebench.reports.model;

import dev.cachebench.scenarios.gate.MetricName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one target in one phase, or in all phases together.
 *
 * @param phase name of the phase, or {@link #ALL}
 * @param seconds measured time, rounds added up
 * @param metrics figures by the metric's word, in its base unit (ns, events per second, ratio,
 *     count, factor); a metric without a figure is absent here and named in {@code missing}
 * @param missing why a metric has no figure, by the metric's word
 * @param intervals confidence intervals, by the metric's word, where there is one
 * @param samples how many samples stand behind the figures: {@code response-time}, {@code
 *     service-time}, {@code schedule-lag}, {@code lookups}, {@code operations}, {@code misses},
 *     {@code expiries}
 */
public record PhaseReport(
    String phase,
    double seconds,
    Map<String, Double> metrics,
    Map<String, String> missing,
    Map<String, Interval> intervals,
    Map<String, Long> samples) {

  /** Stands for all phases together, the warm-up excluded. */
  public static final String ALL = "all";

  /** Copies the maps and keeps their order. */
  public PhaseReport {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
  }

  /** Returns the figure of a metric in its base unit, or null. */
  public @Nullable Double value(String metric) {
    return metrics.get(metric);
  }

  /** Returns the figure as text, {@code –} when there is none; {@code >} leads a lower bound. */
  public String text(String metric) {
    MetricName name = MetricName.of(metric);
    return name == null
        ? Figures.ABSENT
        : (isLowerBound(metric) ? "> " : "") + Figures.of(name.quantity(), value(metric));
  }

  private boolean isLowerBound(String metric) {
    Interval interval = intervals.get(metric);
    Double value = value(metric);
    return interval != null && value != null && interval.high() == null && interval.low() == value;
  }
}
