package dev.cachebench.scenarios.sim;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far hit ratios of several runs lie apart.
 *
 * @param kind what the two ends are
 * @param runs how many there were, 2 or more
 * @param low lower end, 0 to 1
 * @param high upper end, 0 to 1
 */
public record Spread(Kind kind, int runs, double low, double high) {

  private static final double TWO_SIDED = 0.975;

  /** What the two ends are. */
  public enum Kind {
    /** The lowest and the highest of the runs. */
    RANGE,
    /** The 95 % interval of the mean by Student's t, for samples of a trace. */
    INTERVAL
  }

  static Spread range(double[] ratios) {
    return new Spread(
        Kind.RANGE,
        ratios.length,
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow());
  }

  static Spread interval(double[] ratios) {
    int runs = ratios.length;
    double mean = Arrays.stream(ratios).average().orElseThrow();
    double squares = Arrays.stream(ratios).map(ratio -> (ratio - mean) * (ratio - mean)).sum();
    double error = Math.sqrt(squares / (runs - 1) / runs);
    double half = TDistribution.of(runs - 1.0).inverseCumulativeProbability(TWO_SIDED) * error;
    return new Spread(Kind.INTERVAL, runs, Math.max(0, mean - half), Math.min(1, mean + half));
  }
}
