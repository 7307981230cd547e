package dev.cachebench.reports.judge.claim;

import dev.cachebench.reports.claim.BatchMean;
import dev.cachebench.reports.claim.Speedup;
import dev.cachebench.reports.claim.SpeedupEstimator;
import dev.cachebench.reports.claim.SpeedupSample;
import dev.cachebench.reports.claim.rules.Bounds;
import dev.cachebench.reports.claim.rules.Evidence;
import dev.cachebench.reports.claim.rules.SpeedupLaw;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.judge.metric.Quantiles;
import dev.cachebench.reports.judge.metric.SpeedupMetrics;
import dev.cachebench.reports.model.ClaimSpeedup;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.scenarios.claim.ClaimMetric;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of one arm's speedup against a baseline, as evidence for a claim.
 *
 * <p>Intervals of percentiles are those of order statistics: rank n·q ± z·√(n·q·(1−q)) in each arm,
 * the error probability split between the two.
 */
public final class ClaimSamples {

  /** 97.5 % of the standard normal distribution within, both sides: α/2 of 5 % for each arm. */
  private static final double Z = 2.2414027276049446;

  private final PhaseData base;
  private final PhaseData arm;
  private final boolean isClosed;
  private final SpeedupSample baseSample;
  private final SpeedupSample armSample;
  private final SpeedupEstimator estimator = new SpeedupEstimator(SpeedupMetrics.CONFIDENCE);
  private final Speedup speedup;
  private final LagAllowance lag;

  /**
   * Creates them.
   *
   * @param isClosed whether users waited for each answer, so that throughput can differ
   * @param isLate whether the generator was, so that its lag is to be allowed for
   */
  public ClaimSamples(PhaseData base, PhaseData arm, boolean isClosed, boolean isLate) {
    this.base = base;
    this.arm = arm;
    this.isClosed = isClosed;
    baseSample = SpeedupMetrics.sample(base);
    armSample = SpeedupMetrics.sample(arm);
    speedup = estimator.estimate(baseSample, armSample);
    lag = isLate ? LagAllowance.of(base, arm) : LagAllowance.NONE;
  }

  /** Returns how much faster gets were. */
  public Speedup speedup() {
    return speedup;
  }

  /** Returns the interval of the figure that a claim is about; null when there is none. */
  public @Nullable Interval interval(ClaimMetric metric) {
    return switch (metric) {
      case MEAN -> lag.mean(speedup.meanInterval());
      case HITS_ONLY -> lag.hitsOnly(speedup.hitsOnlyInterval());
      case P50 -> percentile(Quantiles.P50);
      case P99 -> percentile(Quantiles.P99);
      case THROUGHPUT -> throughput();
    };
  }

  /** Returns the share of the gets that the origin was not asked for, 0 to 1. */
  public double hitRatio() {
    return 1 - (double) speedup.misses() / arm.lookups();
  }

  /** Returns the evidence of this run. */
  public Evidence evidence() {
    return evidence(speedup);
  }

  /** Returns the evidence that so many times the seconds would give if they were like these. */
  public Evidence evidence(double times) {
    return evidence(estimator.estimate(baseSample, armSample, times));
  }

  private Evidence evidence(Speedup estimate) {
    SpeedupLaw law = law();
    return lag.allow(
        new Evidence(
            Bounds.of(estimate.meanInterval()),
            Bounds.of(estimate.hitsOnlyInterval()),
            Bounds.of(percentile(Quantiles.P50)),
            Bounds.of(percentile(Quantiles.P99)),
            Bounds.of(throughput()),
            Bounds.of(estimate.missRatio()),
            price(estimate),
            law == null ? null : law.meanOfRatios(hitRatio())));
  }

  private static @Nullable Bounds price(Speedup estimate) {
    // Without a miss nothing says what one costs: as much as without the cache, then.
    return Double.isNaN(estimate.missPrice())
        ? Bounds.exact(1)
        : Bounds.of(estimate.missPriceInterval());
  }

  /** Returns the law at the means that were measured; null without a hit. */
  public @Nullable SpeedupLaw law() {
    double hits = speedup.hitsOnly();
    double price = Double.isNaN(speedup.missPrice()) ? 1 : speedup.missPrice();
    return hits > 0 && price > 0 ? new SpeedupLaw(hits, price) : null;
  }

  /** Returns every figure that is called a speedup. */
  public ClaimSpeedup figures() {
    SpeedupLaw law = law();
    return new ClaimSpeedup(
        finite(speedup.mean()),
        finite(speedup.hitsOnly()),
        law == null ? null : finite(law.geometricMean(hitRatio())),
        law == null ? null : finite(law.meanOfRatios(hitRatio())),
        ratio(Quantiles.P50, 0),
        ratio(Quantiles.P99, 0));
  }

  /** Returns the interval of a percentile's ratio; null when chance or a lack of samples rules. */
  private @Nullable Interval percentile(Quantiles quantile) {
    Double low = ratio(quantile, -1);
    Double high = ratio(quantile, 1);
    return low == null || high == null ? null : new Interval(low, high, SpeedupMetrics.CONFIDENCE);
  }

  private @Nullable Double ratio(Quantiles quantile, int side) {
    Histogram slow = SpeedupMetrics.gets(base);
    Histogram fast = SpeedupMetrics.gets(arm);
    Interval misses = speedup.missRatio();
    double q = quantile.percentile() / 100;
    boolean isBorder = misses != null && misses.contains(1 - q);
    if (slow == null || fast == null || isBorder) {
      return null;
    }
    long samples = Math.min(slow.getTotalCount(), fast.getTotalCount());
    return quantile.isSupportedBy(samples)
        ? value(slow, q, side) / Math.max(1, value(fast, q, -side))
        : null;
  }

  private static double value(Histogram histogram, double q, int side) {
    double error = Z * Math.sqrt(q * (1 - q) / histogram.getTotalCount());
    double at = Math.min(1, Math.max(0, q + side * error));
    return histogram.getValueAtPercentile(at * 100);
  }

  /** Returns the interval of the ratio of gets per second; null for open load. */
  private @Nullable Interval throughput() {
    Interval slow = perSecond(base, baseSample);
    Interval fast = perSecond(arm, armSample);
    Double most = fast == null ? null : fast.high();
    Double least = slow == null ? null : slow.high();
    return !isClosed || slow == null || fast == null || most == null || least == null
        ? null
        : Interval.of(fast.low() / least, most / slow.low(), SpeedupMetrics.CONFIDENCE);
  }

  private static @Nullable Interval perSecond(PhaseData data, SpeedupSample sample) {
    List<BatchMean.Batch> seconds = new ArrayList<>();
    for (int i = 0; i < sample.hits().size(); i++) {
      long gets = sample.hits().get(i).count() + sample.misses().get(i).count();
      seconds.add(new BatchMean.Batch(1, gets));
    }
    BatchMean mean = BatchMean.of(seconds);
    Interval interval = mean.interval((1 - SpeedupMetrics.CONFIDENCE) / 2);
    Double high = interval == null ? null : interval.high();
    if (interval == null || high == null || !(mean.mean() > 0)) {
      return null;
    }
    // The last second of a phase may be cut off: the level is that of the exact time.
    double level = data.lookups() / data.seconds() / mean.mean();
    return new Interval(interval.low() * level, high * level, interval.confidence());
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
