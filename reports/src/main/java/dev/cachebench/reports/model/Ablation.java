package dev.cachebench.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one mechanism is worth: the figures of a target beside those of the same target without it.
 *
 * @param target the target with the mechanism
 * @param mechanism its word
 * @param without the target without it
 * @param figures phase by phase
 */
public record Ablation(String target, String mechanism, String without, List<Figure> figures) {

  /** Copies the list. */
  public Ablation {
    figures = List.copyOf(figures);
  }

  /**
   * One metric in one phase.
   *
   * @param phase the phase
   * @param metric its name
   * @param with with the mechanism, in the metric's unit; null where it was not measured
   * @param without without it; null where it was not measured
   */
  public record Figure(
      String phase, String metric, @Nullable Double with, @Nullable Double without) {}
}
