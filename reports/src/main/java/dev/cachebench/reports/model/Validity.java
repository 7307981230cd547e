package dev.cachebench.reports.model;

import dev.cachebench.scenarios.gate.MetricClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Validity for each class of metric.
 *
 * @param counts errors, loads per key, wrong values, staleness, shares
 * @param latency response time, service time, lag
 * @param throughput rates
 * @param ratio one arm against another
 */
public record Validity(
    ClassValidity counts, ClassValidity latency, ClassValidity throughput, ClassValidity ratio) {

  /** Returns the validity of one class. */
  public ClassValidity of(MetricClass metricClass) {
    return switch (metricClass) {
      case COUNTS -> counts;
      case LATENCY -> latency;
      case THROUGHPUT -> throughput;
      case RATIO -> ratio;
    };
  }

  /** Returns why a figure of that class, target and phase is spoilt, or null when it is not. */
  public @Nullable String spoiltBy(MetricClass metricClass, String target, @Nullable String phase) {
    return spoilers(metricClass, target, phase).stream()
        .map(Spoiler::reason)
        .findFirst()
        .orElse(null);
  }

  /** Returns all that spoils a figure of that class, target and phase. */
  public List<Spoiler> spoilers(MetricClass metricClass, String target, @Nullable String phase) {
    String asked = PhaseReport.ALL.equals(phase) ? null : phase;
    return of(metricClass).spoilers().stream()
        .filter(spoiler -> spoiler.concerns(target, asked))
        .toList();
  }
}
