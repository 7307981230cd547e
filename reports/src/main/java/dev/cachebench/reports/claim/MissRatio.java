package dev.cachebench.reports.claim;

import dev.cachebench.reports.model.Interval;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Intervals of a ratio of counts.
 *
 * <p>Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26 (1934): k of n, ends are quantiles of Beta(k, n−k+1) and Beta(k+1, n−k).
 * Misses come in bursts, so n and k are divided by the design effect before (Korn and Graubard,
 * "Confidence intervals for proportions with small expected number of positive counts estimated
 * from survey data", Survey Methodology 24, 1998): how much more the ratio of whole seconds
 * scatters than independent requests would. That it scatters more at all must be significant at 5 %
 * (R. A. Fisher's index of dispersion, "Statistical Methods for Research Workers", 1925), since a
 * few misses scatter more by chance half of the time.
 */
public final class MissRatio {

  private static final double DISPERSION = 0.05;

  private MissRatio() {}

  /**
   * Returns the two-sided exact interval of a binomial ratio.
   *
   * @param successes 0 to {@code trials}; need not be whole
   * @param trials greater than 0
   * @param alpha probability of being outside, split evenly between the sides
   */
  public static Interval clopperPearson(double successes, double trials, double alpha) {
    double low =
        successes <= 0
            ? 0
            : BetaDistribution.of(successes, trials - successes + 1)
                .inverseCumulativeProbability(alpha / 2);
    double high =
        successes >= trials
            ? 1
            : BetaDistribution.of(successes + 1, trials - successes)
                .inverseSurvivalProbability(alpha / 2);
    return new Interval(low, high, 1 - alpha);
  }

  /**
   * Returns the interval of the misses' share of all gets. Without a miss it is one-sided, at most
   * 3/n.
   *
   * @param gets gets and misses of each second
   * @param alpha probability of being outside
   */
  public static Interval of(List<Pair> gets, double alpha) {
    return of(gets, alpha, 1);
  }

  /** Returns the interval that so many times as many seconds like these would give. */
  static Interval of(List<Pair> gets, double alpha, double times) {
    double misses = 0;
    double all = 0;
    for (Pair pair : gets) {
      misses += pair.part();
      all += pair.whole();
    }
    if (misses == 0) {
      return new Interval(0, Math.min(1, 3 / all / times), 1 - alpha);
    }
    double effect = designEffect(gets, misses / all, all) / times;
    return clopperPearson(misses / effect, all / effect, alpha);
  }

  private static double designEffect(List<Pair> gets, double ratio, double all) {
    int batches = 0;
    double squares = 0;
    for (Pair pair : gets) {
      if (pair.whole() > 0) {
        batches++;
        double residual = pair.part() - ratio * pair.whole();
        squares += residual * residual;
      }
    }
    double independent = ratio * (1 - ratio) * all;
    if (batches < 2 || independent <= 0) {
      return 1;
    }
    double effect = squares * batches / (batches - 1) / independent;
    double chance =
        ChiSquaredDistribution.of(batches - 1).inverseSurvivalProbability(DISPERSION)
            / (batches - 1);
    return effect > chance ? effect : 1;
  }

  /**
   * Misses among the gets of one second.
   *
   * @param part misses
   * @param whole gets
   */
  public record Pair(double part, double whole) {}
}
