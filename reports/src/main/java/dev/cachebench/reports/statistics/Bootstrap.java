package dev.cachebench.reports.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Resamples with replacement and returns the medians, sorted: the percentile bootstrap of Efron
 * ("Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979).
 *
 * <p>The same seed gives the same resamples. Time: resamples · n log n. Safe for use by many
 * threads.
 */
public final class Bootstrap {

  /** How often everything is drawn anew. */
  public static final int RESAMPLES = 10_000;

  private final long seed;
  private final int resamples;

  /**
   * Creates one.
   *
   * @param seed of the draws
   * @param resamples 1 or more
   */
  public Bootstrap(long seed, int resamples) {
    this.seed = seed;
    this.resamples = resamples;
  }

  /** Returns medians of resampled values. */
  public double[] medians(double[] values) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] draw = new double[values.length];
    double[] medians = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      medians[i] = drawn(values, draw, random);
    }
    Arrays.sort(medians);
    return medians;
  }

  /** Returns medians of the resampled second values minus medians of the resampled first. */
  public double[] differences(double[] first, double[] second) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] draw = new double[first.length];
    double[] otherDraw = new double[second.length];
    double[] differences = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      differences[i] = drawn(second, otherDraw, random) - drawn(first, draw, random);
    }
    Arrays.sort(differences);
    return differences;
  }

  private static double drawn(double[] values, double[] draw, SplittableRandom random) {
    for (int i = 0; i < draw.length; i++) {
      draw[i] = values[random.nextInt(values.length)];
    }
    return median(draw);
  }

  /** Returns the median; sorts the values. */
  public static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
