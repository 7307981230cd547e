package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.claim.Speedup;
import dev.cachebench.reports.claim.SpeedupEstimator;
import dev.cachebench.reports.claim.SpeedupSample;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Adds how many times faster the gets of a target are than those of the baseline.
 *
 * <p>Failed gets count as misses with the time at which the caller got the failure; where more than
 * one in a thousand failed, in either arm, there is no speedup.
 */
public final class SpeedupMetrics {

  /** Above this share of failed gets two arms no longer do the same work. */
  static final double MOST_ERRORS = 0.001;

  private static final List<String> ALL =
      List.of("speedup.mean", "speedup.p50", "speedup.p99", "speedup.hits-only");

  /** Outcomes that a cache answers. */
  public static final List<Outcome> HITS =
      List.of(Outcome.L1, Outcome.L2, Outcome.STALE, Outcome.NEGATIVE);

  /** Those that it does not. */
  public static final List<Outcome> MISSES = List.of(Outcome.ORIGIN, Outcome.ERROR);

  /** Confidence of all intervals. */
  public static final double CONFIDENCE = 0.95;

  private final @Nullable PhaseData baseline;
  private final SpeedupEstimator estimator = new SpeedupEstimator(CONFIDENCE);

  /**
   * Creates one for a phase.
   *
   * @param baseline the baseline's figures; null when the scenario has no baseline
   */
  public SpeedupMetrics(@Nullable PhaseData baseline) {
    this.baseline = baseline;
  }

  /** Adds the speedups of one target. */
  public void add(PhaseData arm, Metrics metrics) {
    metrics.samples("misses", misses(arm));
    String problem = baseline == null ? null : problem(baseline, arm);
    if (baseline == null || problem != null) {
      String reason = problem == null ? "no target has the role baseline" : problem;
      ALL.forEach(metric -> metrics.miss(metric, reason));
    } else if (baseline.target().equals(arm.target())) {
      ALL.subList(0, 3).forEach(metric -> metrics.put(metric, 1));
      metrics.miss("speedup.hits-only", "it is the baseline itself");
    } else {
      compare(baseline, arm, metrics);
    }
  }

  private static long misses(PhaseData arm) {
    return MISSES.stream().mapToLong(outcome -> arm.count(Operation.GET, outcome)).sum();
  }

  /** Returns why there is no speedup of an arm against a baseline, or null. */
  public static @Nullable String problem(PhaseData baseline, PhaseData arm) {
    for (PhaseData side : List.of(baseline, arm)) {
      if (side.lookups() == 0) {
        return side.target() + " was not asked for anything";
      }
      double errors = (double) side.count(Operation.GET, Outcome.ERROR) / side.lookups();
      if (errors > MOST_ERRORS) {
        return "%s of %s's gets failed, so the arms did not do the same work"
            .formatted(Figures.percent(errors), side.target());
      }
    }
    return null;
  }

  private void compare(PhaseData base, PhaseData arm, Metrics metrics) {
    Speedup speedup = estimator.estimate(sample(base), sample(arm));
    put(metrics, "speedup.mean", speedup.mean(), speedup.meanInterval());
    if (Double.isNaN(speedup.hitsOnly())) {
      metrics.miss("speedup.hits-only", "it had no hit");
    } else {
      put(metrics, "speedup.hits-only", speedup.hitsOnly(), speedup.hitsOnlyInterval());
    }
    Histogram slow = gets(base);
    Histogram fast = gets(arm);
    if (slow != null && fast != null) {
      percentile(Quantiles.P50, slow, fast, speedup.missRatio(), metrics);
      percentile(Quantiles.P99, slow, fast, speedup.missRatio(), metrics);
    }
  }

  private static void put(
      Metrics metrics, String metric, double value, @Nullable Interval interval) {
    if (interval == null) {
      metrics.put(metric, value);
    } else {
      metrics.put(metric, value, interval);
    }
  }

  private static void percentile(
      Quantiles quantile,
      Histogram slow,
      Histogram fast,
      @Nullable Interval missRatio,
      Metrics metrics) {
    String metric = "speedup." + quantile.word();
    long samples = Math.min(slow.getTotalCount(), fast.getTotalCount());
    if (!quantile.isSupportedBy(samples)) {
      metrics.miss(metric, quantile.missing(samples));
    } else if (missRatio != null && missRatio.contains(1 - quantile.percentile() / 100)) {
      metrics.miss(
          metric,
          "the hit ratio is so near %s that chance decides whether it is a hit or a miss"
              .formatted(Figures.percent(quantile.percentile() / 100)));
    } else {
      double numerator = slow.getValueAtPercentile(quantile.percentile());
      double denominator = Math.max(1, fast.getValueAtPercentile(quantile.percentile()));
      metrics.put(metric, numerator / denominator);
    }
  }

  /** Returns the gets of an arm, second by second. */
  public static SpeedupSample sample(PhaseData data) {
    return new SpeedupSample(data.batches(HITS), data.batches(MISSES));
  }

  /** Returns the response times of an arm's gets, ns; null when nothing was recorded. */
  public static @Nullable Histogram gets(PhaseData data) {
    return data.histogram(Series.RESPONSE_TIME, tag -> tag.operation() == Operation.GET);
  }
}
