package dev.cachebench.reports.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Probabilities of chance that hold for few values.
 *
 * <p>Each is twice the smaller one of two tests. The first holds for any distribution: of pairs the
 * sign test, for the order within a pair is drawn, so that each difference lies above the median as
 * often as below; of two samples that of Mann and Whitney ("On a test of whether one of two random
 * variables is stochastically larger than the other", Annals of Mathematical Statistics 18, 1947)
 * by the normal approximation with continuity correction. It needs many values: five of five lie
 * above the median one time in 32. The second sees how far above they lie: Student's t of the
 * differences, of two samples Welch's ("The generalization of Student's problem", Biometrika 34,
 * 1947). It loses its power, not its level, where a few values lie far out. Doubled, the smaller
 * one keeps the level (Bonferroni).
 */
public final class SmallSamples {

  private SmallSamples() {}

  /** Returns the probability of such differences where their median is no more than a limit. */
  public static double above(double[] differences, double limit) {
    int n = differences.length;
    int above = (int) Arrays.stream(differences).filter(each -> each > limit).count();
    // P(X >= above) = P(X > above - 1)
    double signs = above == 0 ? 1 : BinomialDistribution.of(n, 0.5).survivalProbability(above - 1);
    double error = squaredError(differences);
    return both(signs, student(mean(differences) - limit, error, n - 1));
  }

  /** Returns the probability of such samples where the second is no more above the first. */
  public static double above(double[] first, double[] second, double limit) {
    double one = squaredError(first);
    double other = squaredError(second);
    double freedom =
        (one + other)
            * (one + other)
            / (one * one / (first.length - 1) + other * other / (second.length - 1));
    return both(
        ranks(first, second, limit),
        student(mean(second) - mean(first) - limit, one + other, freedom));
  }

  private static double ranks(double[] first, double[] second, double limit) {
    double u = 0;
    for (double one : first) {
      for (double other : second) {
        u += other > one + limit ? 1 : other == one + limit ? 0.5 : 0;
      }
    }
    double n = first.length;
    double m = second.length;
    double deviation = Math.sqrt(n * m * (n + m + 1) / 12);
    return NormalDistribution.of(n * m / 2, deviation).survivalProbability(u - 0.5);
  }

  private static double student(double distance, double squaredError, double freedom) {
    if (squaredError <= 0) {
      return distance > 0 ? 0 : 1; // what never varies needs no test
    }
    return TDistribution.of(freedom).survivalProbability(distance / Math.sqrt(squaredError));
  }

  private static double both(double one, double other) {
    return Math.min(1, 2 * Math.min(one, other));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Returns the square of the mean's standard error. */
  private static double squaredError(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    return squares / (values.length - 1) / values.length;
  }

  /** Returns the values with their signs turned. */
  public static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }
}
