package dev.cachebench.reports.compare;

import dev.cachebench.scenarios.gate.MetricName;
import java.util.Map;

/**
 * How much worse a metric may become before it counts: by what such figures scatter between runs,
 * tails more than means.
 *
 * @param own margins that somebody asked for, by the metric's word: a share of the base, or for
 *     ratios a difference; greater than 0
 */
public record Margins(Map<String, Double> own) {

  private static final double MEANS = 0.05;
  private static final double P90 = 0.10;
  private static final double P99 = 0.15;
  private static final double TAIL = 0.30;
  private static final double ERRORS = 0.001;
  private static final double SHARES = 0.01;

  /** Copies the map. */
  public Margins {
    own = Map.copyOf(own);
  }

  /** Returns the margins of the classes of metrics, none of one's own. */
  public static Margins defaults() {
    return new Margins(Map.of());
  }

  /** Returns the margin of a metric. */
  public double of(MetricName metric) {
    Double asked = own.get(metric.word());
    return asked != null ? asked : ofClass(metric);
  }

  private static double ofClass(MetricName metric) {
    String word = metric.word();
    if (Scale.of(metric) == Scale.DIFFERENCE) {
      return word.equals("error-ratio") ? ERRORS : SHARES;
    }
    if (word.endsWith(".p90")) {
      return P90;
    }
    if (word.endsWith(".p99")) {
      return P99;
    }
    return word.endsWith(".p99.9") || word.endsWith(".p99.99") || word.endsWith(".max")
        ? TAIL
        : MEANS;
  }
}
