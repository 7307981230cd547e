package dev.cachebench.reports.compare;

import dev.cachebench.reports.judge.metric.RoundFigures;
import dev.cachebench.reports.model.Spoiler;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rounds of a side, one figure each, in the order of its runs. */
final class Samples {

  private static final String MEAN = "response-time.mean";
  private static final String LAG = "schedule-lag.mean";

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
   *
   * <p>A late generator spoils percentiles by as much as nobody knows. What it adds to a mean
   * response time is known, the mean lag: a round whose mean has less than half the margin of it
   * counts, since so much can neither make a regression nor hide one of twice the margin.
   *
   * @param margin of the metric
   */
  static List<Sample> of(Side side, String target, String phase, MetricName metric, double margin) {
    List<Sample> samples = new ArrayList<>();
    for (Side.Run run : side.runs()) {
      List<Spoiler> spoilers = run.validity().spoilers(metric.metricClass(), target, phase);
      List<RoundFigures> rounds = run.rounds(target, phase);
      if (rounds.isEmpty()) {
        samples.add(new Sample(null, reason(spoilers)));
      }
      for (RoundFigures round : rounds) {
        boolean isLagSmall = metric.word().equals(MEAN) && lagShare(round) < margin / 2;
        String spoilt =
            reason(spoilers.stream().filter(each -> !isLagSmall || !isLag(each)).toList());
        samples.add(new Sample(spoilt == null ? round.values().get(metric.word()) : null, spoilt));
      }
    }
    return samples;
  }

  private static @Nullable String reason(List<Spoiler> spoilers) {
    return spoilers.isEmpty() ? null : spoilers.get(0).reason();
  }

  private static boolean isLag(Spoiler spoiler) {
    return spoiler.excess() != null;
  }

  private static double lagShare(RoundFigures round) {
    Double mean = round.values().get(MEAN);
    Double lag = round.values().get(LAG);
    return mean == null || lag == null ? 1 : lag / mean;
  }
}
