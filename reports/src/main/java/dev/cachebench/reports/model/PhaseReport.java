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
 * @param harness the benchmark's own share of those times in which it is large, by the metric's
 *     word, above 0 to 1: such a figure is an upper bound
 * @param steady whether it had settled; null where nobody expects it, after the first fault, and
 *     for all phases together
 * @param machine what the machine did meanwhile: {@code cpu.ROLE}, {@code wait.ROLE}, {@code
 *     stolen} in processors, {@code paused}, {@code throttled} as shares of the time, {@code
 *     pause.max} in ns, {@code late.CAUSE} as counts
 */
public record PhaseReport(
    String phase,
    double seconds,
    Map<String, Double> metrics,
    Map<String, String> missing,
    Map<String, Interval> intervals,
    Map<String, Long> samples,
    Map<String, Double> harness,
    @Nullable SteadyState steady,
    Map<String, Double> machine) {

  /** Stands for all phases together, the warm-up excluded. */
  public static final String ALL = "all";

  /** Copies the maps and keeps their order. */
  public PhaseReport {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
    harness = Collections.unmodifiableMap(new LinkedHashMap<>(harness));
    machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
  }

  /** Returns the same figures with what else is known of them. */
  public PhaseReport under(
      Map<String, Double> ofHarness, @Nullable SteadyState settled, Map<String, Double> ofMachine) {
    return new PhaseReport(
        phase, seconds, metrics, missing, intervals, samples, ofHarness, settled, ofMachine);
  }

  /** Returns the figure of a metric in its base unit, or null. */
  public @Nullable Double value(String metric) {
    return metrics.get(metric);
  }

  /**
   * Returns the figure as text, {@code –} when there is none; {@code >} leads a lower bound, {@code
   * ≤} one that is an upper bound for being the benchmark's own in good part.
   */
  public String text(String metric) {
    MetricName name = MetricName.of(metric);
    if (name == null) {
      return Figures.ABSENT;
    }
    String bound = isLowerBound(metric) ? "> " : harness.containsKey(metric) ? "≤ " : "";
    return bound + Figures.of(name.quantity(), value(metric));
  }

  private boolean isLowerBound(String metric) {
    Interval interval = intervals.get(metric);
    Double value = value(metric);
    return interval != null && value != null && interval.high() == null && interval.low() == value;
  }
}
