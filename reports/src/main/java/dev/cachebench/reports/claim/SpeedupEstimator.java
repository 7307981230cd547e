package dev.cachebench.reports.claim;

import dev.cachebench.reports.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Estimates speedups with the decomposed interval, which holds where few misses decide the mean.
 *
 * <p>S = O ÷ ((1−m)·H + m·M): O mean get of the baseline, H mean hit, M mean miss, m miss ratio of
 * the arm. The probability α of an error is shared by the parts: α/3 for m ({@link MissRatio}), α/3
 * for H, α/3 for O and M together (α/6 each; {@link BatchMean}). The interval of S goes from the
 * least favourable ends of all parts to the most favourable ones, so it covers at least 1 − α
 * whatever the parts' dependence. Fieller's, the delta method's and the bootstrap's intervals cover
 * 61 to 65 % instead of 95 % when one miss is expected, which is why they are not used.
 *
 * <p>An arm without a miss, or with misses in a single second, says nothing about the spread of M;
 * then a miss is taken to cost what the baseline's get costs, and m is at most 3/n without a miss.
 * Immutable.
 */
public final class SpeedupEstimator {

  /** Fewer misses than this make a mean speedup rest on chance; the report says so. */
  public static final int FEW_MISSES = 30;

  private final double alpha;

  /**
   * Creates one.
   *
   * @param confidence nominal coverage, between 0 and 1, such as 0.95
   */
  public SpeedupEstimator(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be between 0 and 1, but was " + confidence);
    }
    alpha = 1 - confidence;
  }

  /**
   * Returns the mean speedup of constant parts: theory without noise.
   *
   * @param missRatio between 0 and 1
   * @param baselineNanos mean of the baseline, ns
   * @param hitNanos mean of a hit, ns
   * @param missNanos mean of a miss, ns
   */
  public static double mean(
      double missRatio, double baselineNanos, double hitNanos, double missNanos) {
    return baselineNanos / ((1 - missRatio) * hitNanos + missRatio * missNanos);
  }

  /** Estimates the speedup of an arm against the baseline. */
  public Speedup estimate(SpeedupSample baseline, SpeedupSample arm) {
    return estimate(baseline, arm, 1);
  }

  /**
   * Estimates what so many times the seconds would give if they were like these: the same means and
   * ratios, known better.
   *
   * @param times 1 or more
   */
  public Speedup estimate(SpeedupSample baseline, SpeedupSample arm, double times) {
    BatchMean origin = BatchMean.of(baseline.all()).times(times);
    BatchMean hit = BatchMean.of(arm.hits()).times(times);
    BatchMean miss = BatchMean.of(arm.misses()).times(times);
    BatchMean all = BatchMean.of(arm.all()).times(times);
    Interval ratio =
        all.count() == 0 ? null : MissRatio.of(arm.missesAmongGets(), alpha / 3, times);
    return new Speedup(
        origin.mean() / all.mean(),
        ratio == null ? null : meanInterval(origin, hit, miss, ratio),
        origin.mean() / hit.mean(),
        hitsOnlyInterval(origin, hit),
        ratio,
        miss.mean() / origin.mean(),
        missPriceInterval(origin, miss),
        miss.count());
  }

  private @Nullable Interval missPriceInterval(BatchMean origin, BatchMean miss) {
    Interval o = origin.interval(alpha / 6);
    if (o == null || miss.count() == 0) {
      return null;
    }
    Interval m = missCost(miss, o);
    return Interval.of(m.low() / high(o), high(m) / o.low(), 1 - alpha / 3);
  }

  private @Nullable Interval meanInterval(
      BatchMean origin, BatchMean hit, BatchMean miss, Interval ratio) {
    Interval o = origin.interval(alpha / 6);
    Interval h = hit.count() == 0 ? new Interval(0, 0.0, 1) : hit.interval(alpha / 3);
    if (o == null || h == null) {
      return null;
    }
    Interval m = missCost(miss, o);
    Interval share = hit.count() == 0 ? new Interval(1, 1.0, 1) : ratio;
    double slowest =
        Math.max(time(share.low(), high(h), high(m)), time(high(share), high(h), high(m)));
    double fastest =
        Math.min(time(share.low(), h.low(), m.low()), time(high(share), h.low(), m.low()));
    return Interval.of(o.low() / slowest, high(o) / fastest, 1 - alpha);
  }

  private Interval missCost(BatchMean miss, Interval baseline) {
    Interval measured = miss.interval(alpha / 6);
    if (measured != null) {
      return measured;
    }
    return miss.count() == 0
        ? baseline
        : new Interval(
            Math.min(baseline.low(), miss.mean()),
            Math.max(high(baseline), miss.mean()),
            baseline.confidence());
  }

  private @Nullable Interval hitsOnlyInterval(BatchMean origin, BatchMean hit) {
    Interval o = origin.interval(alpha / 2);
    Interval h = hit.interval(alpha / 2);
    return o == null || h == null
        ? null
        : Interval.of(o.low() / high(h), high(o) / h.low(), 1 - alpha);
  }

  private static double time(double missRatio, double hitNanos, double missNanos) {
    return (1 - missRatio) * hitNanos + missRatio * missNanos;
  }

  private static double high(Interval interval) {
    Double high = interval.high();
    return high == null ? Double.POSITIVE_INFINITY : high;
  }
}
