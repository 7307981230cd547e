package dev.cachebench.reports.compare;

import dev.cachebench.reports.judge.metric.RoundFigures;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rounds of a side, one figure each, in the order of its runs. */
final class Samples {

  private Samples() {}

  /**
   * What one round says of one metric.
   *
   * @param value the figure; null when there is none, or none that can be trusted
   * @param spoilt what spoilt it; null when nothing did
   */
  record Sample(@Nullable Double value, @Nullable String spoilt) {}

  /**
   * Returns one sample for each round that had such a target and phase; one without a value for a
   * run that had none, so that pairs stay pairs.
   */
  static List<Sample> of(Side side, String target, String phase, MetricName metric) {
    List<Sample> samples = new ArrayList<>();
    for (Side.Run run : side.runs()) {
      String spoilt = run.validity().spoiltBy(metric.metricClass(), target, phase);
      List<RoundFigures> rounds = run.rounds(target, phase);
      if (rounds.isEmpty()) {
        samples.add(new Sample(null, spoilt));
      }
      for (RoundFigures round : rounds) {
        Double value = round.values().get(metric.word());
        samples.add(new Sample(spoilt == null ? value : null, spoilt));
      }
    }
    return samples;
  }
}
