package dev.cachebench.reports.export;

import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.Series;

/**
 * Names in OpenMetrics of what is measured: a metric's own word after {@code cachebench_}, times in
 * seconds. The same while a run goes on and when it is over.
 */
public final class OpenMetricsNames {

  private static final String PREFIX = "cachebench_";

  private OpenMetricsNames() {}

  /** Returns the name of a word, such as {@code cachebench_gate}. */
  public static String of(String word) {
    return PREFIX + word.replace('-', '_').replace('.', '_');
  }

  /** Returns the name of a metric of gates. */
  public static String of(MetricName metric) {
    return of(metric.word()) + (metric.quantity() == Quantity.DURATION ? "_seconds" : "");
  }

  /** Returns the name of a series of times, a histogram. */
  public static String of(Series series) {
    return of(series.word()) + "_seconds";
  }

  /** Returns what a series of times is, in a sentence. */
  public static String help(Series series) {
    return switch (series) {
      case RESPONSE_TIME -> "From the intended start to the answer.";
      case SERVICE_TIME -> "From the actual start to the answer.";
      case SCHEDULE_LAG -> "From the intended to the actual start.";
    };
  }
}
