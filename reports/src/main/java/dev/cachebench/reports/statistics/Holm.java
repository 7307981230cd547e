package dev.cachebench.reports.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the probability of a single false alarm among several tests below a level: S. Holm, "A
 * simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6,
 * 1979.
 */
public final class Holm {

  private Holm() {}

  /**
   * Returns the level that each test has to reach: α ÷ (number of tests that are left), from the
   * smallest probability on; 0 from the first one on that does not reach it.
   *
   * @param probabilities one for each test
   * @param level of all of them together
   */
  public static double[] levels(double[] probabilities, double level) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> probabilities[i]));
    double[] levels = new double[probabilities.length];
    int left = probabilities.length;
    for (int test : order) {
      double asked = level / left;
      if (probabilities[test] > asked) {
        return levels;
      }
      levels[test] = asked;
      left--;
    }
    return levels;
  }
}
