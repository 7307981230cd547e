package dev.cachebench.reports.judge.claim;

import dev.cachebench.reports.claim.rules.Bounds;
import dev.cachebench.reports.claim.rules.Evidence;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.judge.metric.SpeedupMetrics;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the generator's lag may have done to a ratio of means. A response time counts from the
 * intended start, so lag can only have made it longer, and all of it is known: a mean was at least
 * its share without lag. Each bound of a ratio moves by as much as the two sides' lags can move it.
 *
 * @param base share of lag in the baseline's response times, from 0 to 1
 * @param arm the same for all gets of the arm
 * @param hits the same for its hits
 * @param misses the same for its misses
 */
public record LagAllowance(double base, double arm, double hits, double misses) {

  /** Nothing to allow for: the generator was in time. */
  static final LagAllowance NONE = new LagAllowance(0, 0, 0, 0);

  /** Returns what the generator's lag can have changed in the figures of two arms. */
  public static LagAllowance of(PhaseData base, PhaseData arm) {
    List<Outcome> all = List.of(Outcome.values());
    return new LagAllowance(
        share(base, all),
        share(arm, all),
        share(arm, SpeedupMetrics.HITS),
        share(arm, SpeedupMetrics.MISSES));
  }

  private static double share(PhaseData data, Collection<Outcome> outcomes) {
    double response = sum(data, Series.RESPONSE_TIME, outcomes);
    double lag = sum(data, Series.SCHEDULE_LAG, outcomes);
    return response > 0 ? Math.min(1, lag / response) : 0;
  }

  private static double sum(PhaseData data, Series series, Collection<Outcome> outcomes) {
    return data.sum(
        series, tag -> tag.operation() == Operation.GET && outcomes.contains(tag.outcome()));
  }

  /** Returns evidence about means; of percentiles the share of lag is not known, so none. */
  Evidence allow(Evidence evidence) {
    if (equals(NONE)) {
      return evidence;
    }
    return new Evidence(
        ratio(evidence.mean(), base, arm),
        ratio(evidence.hitsOnly(), base, hits),
        null,
        null,
        evidence.throughput(),
        evidence.missRatio(),
        ratio(evidence.missPrice(), misses, base),
        evidence.meanOfRatios());
  }

  /** Returns the interval of the ratio of means, wide enough for the lag of both arms. */
  public @Nullable Interval mean(@Nullable Interval interval) {
    return interval(interval, base, arm);
  }

  @Nullable Interval hitsOnly(@Nullable Interval interval) {
    return interval(interval, base, hits);
  }

  private static @Nullable Interval interval(
      @Nullable Interval interval, double numerator, double denominator) {
    Bounds bounds = ratio(Bounds.of(interval), numerator, denominator);
    return interval == null || bounds == null
        ? null
        : Interval.of(bounds.low(), bounds.high(), interval.confidence());
  }

  private static @Nullable Bounds ratio(
      @Nullable Bounds bounds, double numerator, double denominator) {
    return bounds == null
        ? null
        : new Bounds(bounds.low() * (1 - numerator), bounds.high() / (1 - denominator));
  }
}
