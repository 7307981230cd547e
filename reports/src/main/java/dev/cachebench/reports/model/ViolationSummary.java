package dev.cachebench.reports.model;

import dev.cachebench.scenarios.result.Violation;
import java.util.List;

/**
 * What the checker found wrong.
 *
 * @param target the target
 * @param phase the phase
 * @param kind what was wrong, as in {@code violations.jsonl}
 * @param witnesses how many witnesses were kept; the metrics have the full count
 * @param first the first of them on the run's clock
 */
public record ViolationSummary(
    String target, String phase, String kind, int witnesses, List<Violation> first) {

  /** Copies the list. */
  public ViolationSummary {
    first = List.copyOf(first);
  }
}
