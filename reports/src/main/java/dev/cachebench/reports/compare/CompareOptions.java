package dev.cachebench.reports.compare;

import dev.cachebench.scenarios.gate.MetricName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, and how.
 *
 * @param metrics which metrics; times, rates or shares
 * @param targets which targets; empty is every candidate that both sides have
 * @param against the base's target that they are compared with; null is that of the same name
 * @param margins changes for the worse that count
 * @param isPaired whether rounds of the same number ran side by side; default false
 * @param seed of the resamples; default 42
 */
public record CompareOptions(
    List<MetricName> metrics,
    List<String> targets,
    @Nullable String against,
    Margins margins,
    boolean isPaired,
    long seed) {

  private static final List<String> LEADING =
      List.of("response-time.mean", "response-time.p99", "origin-rate", "hit-ratio", "error-ratio");

  /** Copies the lists. */
  public CompareOptions {
    metrics = List.copyOf(metrics);
    targets = List.copyOf(targets);
  }

  /** Returns the leading metrics of every candidate, not paired. */
  public static CompareOptions defaults() {
    List<MetricName> leading =
        LEADING.stream().map(word -> Objects.requireNonNull(MetricName.of(word))).toList();
    return new CompareOptions(leading, List.of(), null, Margins.defaults(), false, 42);
  }

  /** Returns the same for runs that ran side by side. */
  public CompareOptions paired() {
    return new CompareOptions(metrics, targets, against, margins, true, seed);
  }
}
