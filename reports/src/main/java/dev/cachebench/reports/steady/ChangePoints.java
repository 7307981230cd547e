package dev.cachebench.reports.steady;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the level of a series changes.
 *
 * <p>Minimises Σ over segments of (squared distance to the segment's mean ÷ σ²) + β for each
 * change, exactly, by optimal partitioning: F(t) = min over s of F(s) + cost(s, t) + β (Jackson et
 * al., "An algorithm for optimal partitioning of data on an interval", 2005; PELT of Killick,
 * Fearnhead and Eckley, JASA 107, 2012, prunes the same recursion, which some hundred seconds do
 * not need). β = 3 log n, a little above the Bayesian information criterion's 2 log n, since
 * seconds of one run are not independent. σ comes from the steps between neighbours, which a change
 * of level hardly moves. O(n²).
 */
final class ChangePoints {

  private static final double PENALTY = 5;

  private ChangePoints() {}

  /**
   * Returns the first index of each segment but the first.
   *
   * @param values at equal distances
   * @param least length of the shortest segment, 1 or more
   */
  static List<Integer> of(double[] values, int least) {
    int n = values.length;
    double spread = Median.spreadOfSteps(values);
    if (n < 2 * least || !(spread > 0)) {
      return List.of();
    }
    double[] sums = new double[n + 1];
    double[] squares = new double[n + 1];
    for (int i = 0; i < n; i++) {
      sums[i + 1] = sums[i] + values[i];
      squares[i + 1] = squares[i] + values[i] * values[i];
    }
    double penalty = PENALTY * Math.log(n);
    double[] best = new double[n + 1];
    int[] last = new int[n + 1];
    best[0] = -penalty;
    for (int end = 1; end <= n; end++) {
      best[end] = Double.POSITIVE_INFINITY;
      for (int start = 0; start <= end - least; start++) {
        double sum = sums[end] - sums[start];
        double cost = squares[end] - squares[start] - sum * sum / (end - start);
        double total = best[start] + cost / (spread * spread) + penalty;
        if (total < best[end]) {
          best[end] = total;
          last[end] = start;
        }
      }
    }
    List<Integer> changes = new ArrayList<>();
    for (int at = last[n]; at > 0; at = last[at]) {
      changes.add(at);
    }
    Collections.reverse(changes);
    return List.copyOf(changes);
  }
}
