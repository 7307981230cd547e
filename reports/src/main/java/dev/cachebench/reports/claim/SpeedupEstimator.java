package dev.cachebench.reports.claim;

import dev.cachebench.reports.model.Interval;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Estimates speedups with the decomposed interval, which holds where few misses decide the mean.
 *
 * <p>S = 1 ÷ ((1−m)·H/O + m·g), g = M/O: O mean get of the baseline, H mean hit, M mean miss, m
 * miss ratio of the arm. The probability α of an error is shared by the parts: α/3 for m ({@link
 * MissRatio}), α/3 for H, α/3 for O and M together (α/6 each; {@link BatchMean}). The interval of S
 * goes from the least favourable ends of all parts to the most favourable ones, so it covers at
 * least 1 − α whatever the parts' dependence. Fieller's, the delta method's and the bootstrap's
 * intervals cover 61 to 65 % instead of 95 % when one miss is expected, which is why they are not
 * used.
 *
 * <p>Fewer than 30 misses do not tell how they scatter; they are taken to scatter as the baseline's
 * gets do, and to cost the same (g = 1) unless their mean is farther away than that explains.
 * Without a miss m is at most 3/n. Immutable.
 */
public final class SpeedupEstimator {

  /** Fewer misses than this make a mean speedup rest on chance; the report says so. */
  public static final int FEW_MISSES = 30;

  private static final double FOR_RATIO = 0.6;
  private static final double FOR_HIT = 0.1;
  private static final double FOR_TIME = 0.15;

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
        all.count() == 0 ? null : MissRatio.of(arm.missesAmongGets(), FOR_RATIO * alpha, times);
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

  /** What a miss costs in units of the baseline's get, as measured. */
  private @Nullable Interval missPriceInterval(BatchMean origin, BatchMean miss) {
    Interval o = origin.interval(FOR_TIME * alpha);
    if (o == null || miss.count() == 0) {
      return null;
    }
    Interval m = missCost(origin, miss);
    return Interval.of(m.low() / high(o), high(m) / o.low(), 1 - 2 * FOR_TIME * alpha);
  }

  private @Nullable Interval meanInterval(
      BatchMean origin, BatchMean hit, BatchMean miss, Interval ratio) {
    Interval price = price(origin, miss);
    // A price that is not measured needs no part of the probability.
    Interval o = origin.interval((price.confidence() == 1 ? 2 : 1) * FOR_TIME * alpha);
    Interval h = hit.count() == 0 ? new Interval(0, 0.0, 1) : hit.interval(FOR_HIT * alpha);
    if (o == null || h == null) {
      return null;
    }
    Interval share = hit.count() == 0 ? new Interval(1, 1.0, 1) : ratio;
    double cheapHit = h.low() / high(o);
    double dearHit = high(h) / o.low();
    double slowest =
        Math.max(time(share.low(), dearHit, high(price)), time(high(share), dearHit, high(price)));
    double fastest =
        Math.min(
            time(share.low(), cheapHit, price.low()), time(high(share), cheapHit, price.low()));
    return Interval.of(1 / slowest, 1 / fastest, 1 - alpha);
  }

  /** What a miss is taken to cost in units of the baseline's get. */
  private Interval price(BatchMean origin, BatchMean miss) {
    boolean isFew = miss.count() < FEW_MISSES;
    if ((isFew && Math.abs(miss.mean() - origin.mean()) <= reach(origin, miss))
        || miss.count() == 0) {
      return new Interval(1, 1.0, 1);
    }
    Interval measured = missPriceInterval(origin, miss);
    if (measured == null) {
      return new Interval(1, 1.0, 1);
    }
    return isFew
        ? new Interval(
            Math.min(1, measured.low()), Math.max(1, high(measured)), measured.confidence())
        : measured;
  }

  private Interval missCost(BatchMean origin, BatchMean miss) {
    Interval measured = miss.count() < FEW_MISSES ? null : miss.interval(FOR_TIME * alpha);
    if (measured != null) {
      return measured;
    }
    double reach = reach(origin, miss);
    return new Interval(
        Math.max(0, miss.mean() - reach), miss.mean() + reach, 1 - FOR_TIME * alpha);
  }

  /** How far a mean of so few misses may be off, if they scatter as the baseline's gets do. */
  private double reach(BatchMean origin, BatchMean miss) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(FOR_TIME * alpha / 2);
    return z * origin.error() * Math.sqrt((double) origin.count() / miss.count());
  }

  private @Nullable Interval hitsOnlyInterval(BatchMean origin, BatchMean hit) {
    Interval o = origin.interval(alpha / 2);
    Interval h = hit.interval(alpha / 2);
    return o == null || h == null
        ? null
        : Interval.of(o.low() / high(h), high(o) / h.low(), 1 - alpha);
  }

  private static double time(double missRatio, double hit, double miss) {
    return (1 - missRatio) * hit + missRatio * miss;
  }

  private static double high(Interval interval) {
    Double high = interval.high();
    return high == null ? Double.POSITIVE_INFINITY : high;
  }
}
