package dev.cachebench.reports.steady;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a series rises or falls, whatever its distribution.
 *
 * <p>S = Σ sign(x_j − x_i) over all i &lt; j; under no trend its mean is 0 and its variance
 * n(n−1)(2n+5) ÷ 18, less Σ t(t−1)(2t+5) ÷ 18 over groups of t equal values. Two-sided p by the
 * normal approximation with continuity correction, good from about ten values on. The slope is
 * Theil's and Sen's: the median of all (x_j − x_i) ÷ (j − i). Mann, "Nonparametric tests against
 * trend", Econometrica 13 (1945); Kendall, Rank Correlation Methods (1975); Sen, "Estimates of the
 * regression coefficient based on Kendall's tau", JASA 63 (1968). O(n²).
 *
 * @param p probability of a trend as strong by chance alone, two-sided
 * @param slope change per step
 */
record MannKendall(double p, double slope) {

  /** Tests a series of at least two values at equal distances. */
  static MannKendall of(double[] values) {
    int n = values.length;
    int s = 0;
    double[] slopes = new double[n * (n - 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        s += Double.compare(values[j], values[i]);
        slopes[next++] = (values[j] - values[i]) / (j - i);
      }
    }
    double variance = (n * (n - 1.0) * (2 * n + 5) - ties(values)) / 18;
    double z = s == 0 || variance <= 0 ? 0 : (s - Integer.signum(s)) / Math.sqrt(variance);
    double p = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z));
    return new MannKendall(Math.min(1, p), Median.of(slopes));
  }

  private static double ties(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double t = to - from;
      sum += t * (t - 1) * (2 * t + 5);
      from = to;
    }
    return sum;
  }
}
