package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end; null is unbounded
 * @param confidence nominal coverage, such as 0.95
 */
public record Interval(double low, @Nullable Double high, double confidence) {

  /** Returns an interval whose infinite upper end is unbounded. */
  public static Interval of(double low, double high, double confidence) {
    return new Interval(low, Double.isFinite(high) ? high : null, confidence);
  }

  /** Returns half of its width, or null when it has no upper end. */
  public @Nullable Double half() {
    return high == null ? null : (high - low) / 2;
  }

  /** Returns whether the value lies within, ends included. */
  public boolean contains(double value) {
    return value >= low && (high == null || value <= high);
  }
}
