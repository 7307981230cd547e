package dev.cachebench.reports.steady;

import java.util.Arrays;
import java.util.List;

/**
 * Whether a series had settled: what it is on average is what it is in the end, and it does not
 * drift.
 *
 * <p>As Barrett et al. do for virtual machines ("Virtual machine warmup blows hot and cold", OOPSLA
 * 2017) the series is divided at its change points, and the last level is what it has settled at.
 * The average of all must not be further from that than matters. A change counts when it is more
 * than matters and five standard errors; a trend within the last level when its p is at most 0.3 %,
 * since of many steady series hardly one may be called unsettled: less than one in a hundred is,
 * with noise of 20 %.
 *
 * @param state the decision
 * @param since index at which the last level began
 * @param change by how much the average lies below the last level, or the drift over that level
 */
public record Settling(State state, int since, double change) {

  private static final int LEAST_VALUES = 8;
  private static final int LEAST_SEGMENT = 3;
  private static final double ERRORS = 5;
  private static final double P = 0.003;

  /** What is known. */
  public enum State {
    /** It had settled. */
    STEADY,
    /** Its level changed, so that the average is not what it settled at. */
    CHANGED,
    /** It was still rising or falling. */
    DRIFTING,
    /** There are too few values to tell. */
    TOO_SHORT
  }

  /**
   * Decides.
   *
   * @param values at equal distances
   * @param matters difference up to which nothing is said
   */
  public static Settling of(double[] values, double matters) {
    if (values.length < LEAST_VALUES) {
      return new Settling(State.TOO_SHORT, 0, 0);
    }
    int since = lastLevel(values, matters);
    double[] last = Arrays.copyOfRange(values, since, values.length);
    double change = mean(last) - mean(values);
    if (Math.abs(change) > matters) {
      return new Settling(State.CHANGED, since, change);
    }
    MannKendall trend = MannKendall.of(last);
    double drift = trend.slope() * (last.length - 1);
    boolean isDrifting = trend.p() <= P && Math.abs(drift) > matters;
    return new Settling(isDrifting ? State.DRIFTING : State.STEADY, since, drift);
  }

  /** Returns where the last level begins, changes that do not matter left out. */
  private static int lastLevel(double[] values, double matters) {
    List<Integer> changes = ChangePoints.of(values, LEAST_SEGMENT);
    for (int i = changes.size() - 1; i >= 0; i--) {
      int before = i == 0 ? 0 : changes.get(i - 1);
      double[] there = Arrays.copyOfRange(values, before, changes.get(i));
      double[] here = Arrays.copyOfRange(values, changes.get(i), values.length);
      double step = Math.abs(mean(here) - mean(there));
      if (step > matters && step > ERRORS * errorOfStep(there, here)) {
        return changes.get(i);
      }
    }
    return 0;
  }

  /** Returns the standard error of the difference of two means, their spread pooled. */
  private static double errorOfStep(double[] there, double[] here) {
    double squares = squares(there) + squares(here);
    int freedom = there.length + here.length - 2;
    return Math.sqrt(squares / freedom * (1.0 / there.length + 1.0 / here.length));
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
