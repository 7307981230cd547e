package dev.cachebench.reports.compare;

import dev.cachebench.reports.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How much a metric scatters where nothing changed.
 *
 * @param target the target
 * @param phase the phase
 * @param metric the metric's word
 * @param pairs pairs that have a figure
 * @param scatter standard deviation of the pairs' changes, a share of the figure (of shares the
 *     difference); null when there are fewer than five pairs
 * @param interval 95 % interval of the change; null when there is none
 * @param held smallest margin that so many pairs can hold here; null when there is none
 * @param margin the metric's usual margin
 * @param verdict NO_REGRESSION when the usual margin is held and the sides do not differ;
 *     REGRESSION when they do, although they are the same; else INCONCLUSIVE, NO_DATA or INVALID
 * @param reason why, in a sentence
 */
public record NoiseFloor(
    String target,
    String phase,
    String metric,
    int pairs,
    @Nullable Double scatter,
    @Nullable Interval interval,
    @Nullable Double held,
    double margin,
    ChangeVerdict verdict,
    String reason) {

  /** Returns whether the usual margin is held. */
  public boolean holds() {
    return verdict == ChangeVerdict.NO_REGRESSION;
  }
}
