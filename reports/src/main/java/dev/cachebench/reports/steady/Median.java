package dev.cachebench.reports.steady;

import java.util.Arrays;

/** Medians, and the spread that outliers do not move. */
final class Median {

  /** Makes the median absolute deviation of normal values their standard deviation. */
  private static final double NORMAL = 1.4826;

  private Median() {}

  /** Returns the median; NaN of nothing. */
  static double of(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Returns the standard deviation of a series around its level, told from neighbours' steps. */
  static double spreadOfSteps(double[] values) {
    double[] steps = new double[Math.max(0, values.length - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.abs(values[i + 1] - values[i]);
    }
    return NORMAL * of(steps) / Math.sqrt(2);
  }
}
