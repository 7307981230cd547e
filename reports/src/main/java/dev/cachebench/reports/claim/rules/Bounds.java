package dev.cachebench.reports.claim.rules;

import dev.cachebench.reports.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Between what a figure lies; both ends are equal when it is exact.
 *
 * @param low lower end
 * @param high upper end; may be infinite
 */
public record Bounds(double low, double high) {

  /** Returns the bounds of an exact figure. */
  public static Bounds exact(double value) {
    return new Bounds(value, value);
  }

  /** Returns the bounds of an interval; null for null. */
  public static @Nullable Bounds of(@Nullable Interval interval) {
    if (interval == null) {
      return null;
    }
    Double high = interval.high();
    return new Bounds(interval.low(), high == null ? Double.POSITIVE_INFINITY : high);
  }
}
