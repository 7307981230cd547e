package dev.cachebench.reports.statistics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How much a metric changed, and how sure that is.
 *
 * <p>Of pairs that ran side by side: the median of their differences on the metric's scale (log
 * ratios), which slow changes of the machine do not move. Of runs that did not: the difference of
 * the medians. The 95 % interval comes from {@value Bootstrap#RESAMPLES} resamples of whole pairs,
 * or of rounds on either side. Laaber, Scheuner and Leitner ("Software microbenchmarking in the
 * cloud", EMSE 24, 2019) found that such tests tell changes below 10 % where plain significance
 * tests raise alarms without one.
 *
 * <p>A probability is the larger one of two: the share of resamples on the other side of the limit,
 * and that of {@link SmallSamples}. Resamples of few values hardly vary: of five differences that
 * all lie above the limit, as one time in 32 by chance, none of 10,000 has its median below it, and
 * the correction for several metrics would correct nothing.
 *
 * @param estimate difference on the metric's scale, candidate minus base
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param resamples resampled estimates, sorted
 * @param chance probability that values lie so far above a limit by chance, for any limit
 * @param turnedChance the same below a limit
 */
public record ChangeTest(
    double estimate,
    double low,
    double high,
    double[] resamples,
    DoubleUnaryOperator chance,
    DoubleUnaryOperator turnedChance) {

  private static final double TAIL = 0.025;

  /**
   * Tests pairs.
   *
   * @param base figures on the metric's scale, one for each pair
   * @param candidate the same, in the same order
   */
  public static ChangeTest ofPairs(double[] base, double[] candidate, Bootstrap bootstrap) {
    double[] differences = new double[base.length];
    for (int i = 0; i < base.length; i++) {
      differences[i] = candidate[i] - base[i];
    }
    return of(
        Bootstrap.median(differences.clone()),
        bootstrap.medians(differences),
        limit -> SmallSamples.above(differences, limit),
        limit -> SmallSamples.above(SmallSamples.negated(differences), -limit));
  }

  /** Tests rounds of runs that did not run side by side. */
  public static ChangeTest ofRounds(double[] base, double[] candidate, Bootstrap bootstrap) {
    double estimate = Bootstrap.median(candidate.clone()) - Bootstrap.median(base.clone());
    return of(
        estimate,
        bootstrap.differences(base, candidate),
        limit -> SmallSamples.above(base, candidate, limit),
        limit -> SmallSamples.above(candidate, base, -limit));
  }

  private static ChangeTest of(
      double estimate,
      double[] resamples,
      DoubleUnaryOperator chance,
      DoubleUnaryOperator turnedChance) {
    int last = resamples.length - 1;
    double low = resamples[(int) Math.floor(TAIL * last)];
    double high = resamples[(int) Math.ceil((1 - TAIL) * last)];
    return new ChangeTest(estimate, low, high, resamples, chance, turnedChance);
  }

  /** Returns the same test of the metric turned around, so that more is less. */
  public ChangeTest negated() {
    double[] turned = new double[resamples.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = -resamples[turned.length - 1 - i];
    }
    return new ChangeTest(
        -estimate,
        -high,
        -low,
        turned,
        limit -> turnedChance.applyAsDouble(-limit),
        limit -> chance.applyAsDouble(-limit));
  }

  /** Returns the probability of such a test where the change is no more than the limit. */
  public double pAbove(double limit) {
    double ofResamples = (1.0 + countUpTo(limit)) / (resamples.length + 1);
    return Math.max(ofResamples, chance.applyAsDouble(limit));
  }

  /** Returns the probability of such a test where the change is no less than the limit. */
  public double pBelow(double limit) {
    return negated().pAbove(-limit);
  }

  private long countUpTo(double limit) {
    return Arrays.stream(resamples).filter(each -> each <= limit).count();
  }
}
