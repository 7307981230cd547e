package dev.cachebench.reports.model;

import dev.cachebench.scenarios.gate.MetricName;
import java.util.List;

/** Which way a metric gets better. */
public enum Direction {
  /** Less is better, such as times, errors and loads of the origin. */
  LOWER,
  /** More is better, such as hit ratios and speedups. */
  HIGHER,
  /** Neither by itself, such as which tier served. */
  NEITHER;

  private static final List<String> MORE = List.of("achieved-rate", "hit-ratio", "speedup.");
  private static final List<String> UNDIRECTED =
      List.of("schedule-lag.", "offered-rate", "served-by.", "shed", "coalesced", "breaker.");

  /** Returns the direction of a metric. */
  public static Direction of(MetricName metric) {
    if (isAmong(MORE, metric)) {
      return HIGHER;
    }
    return isAmong(UNDIRECTED, metric) ? NEITHER : LOWER;
  }

  private static boolean isAmong(List<String> beginnings, MetricName metric) {
    return beginnings.stream().anyMatch(metric.word()::startsWith);
  }
}
