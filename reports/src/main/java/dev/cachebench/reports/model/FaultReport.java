package dev.cachebench.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the fault timeline and what it did to each target.
 *
 * @param index line of the timeline, from 0
 * @param fault what was done
 * @param on where; null where the kind has one place
 * @param at start, seconds from the start of the first phase
 * @param length seconds
 * @param every seconds between repetitions; null is once
 * @param effects one for each target
 */
public record FaultReport(
    int index,
    String fault,
    @Nullable String on,
    double at,
    double length,
    @Nullable Double every,
    List<Effect> effects) {

  /** Copies the list. */
  public FaultReport {
    effects = List.copyOf(effects);
  }

  /**
   * What one target saw of it.
   *
   * @param target its name
   * @param started how often it was started, warm-up included
   * @param stopped how often it was stopped
   * @param expiries for {@code expire-all}: what followed each, warm-up excluded
   * @param predictions what theory says of it; empty where it says nothing
   */
  public record Effect(
      String target,
      int started,
      int stopped,
      List<Expiry> expiries,
      List<Prediction> predictions) {

    /** Copies the lists. */
    public Effect {
      expiries = List.copyOf(expiries);
      predictions = List.copyOf(predictions);
    }
  }
}
