package dev.cachebench.reports.claim.rules;

import org.jspecify.annotations.Nullable;

/**
 * The mean speedup of a cache as a function of its hit ratio.
 *
 * <p>S(h) = 1 ÷ ((1−m)/R + m·g): m = 1 − h miss ratio, R = baseline ÷ hit, g = miss ÷ baseline, all
 * without unit. Hits alone give R; free hits give 1 ÷ (m·g), so that 90 % of hits give at most 10
 * times when a miss costs what a get costs without the cache (g = 1). Solved for m, a speedup of s
 * needs m ≤ (1/s − 1/R) ÷ (g − 1/R). Two-point mixture, the same algebra as Amdahl's law ("Validity
 * of the single processor approach", AFIPS 1967). Exact but for rounding. Immutable.
 *
 * @param hitsOnly R, greater than 0; infinite is a hit that costs nothing
 * @param missPrice g, greater than 0; 1 unless the cache changes what a miss costs
 */
public record SpeedupLaw(double hitsOnly, double missPrice) {

  /** Checks the figures. */
  public SpeedupLaw {
    if (!(hitsOnly > 0)) {
      throw new IllegalArgumentException("hitsOnly must be greater than 0, but was " + hitsOnly);
    }
    if (!(missPrice > 0)) {
      throw new IllegalArgumentException("missPrice must be greater than 0, but was " + missPrice);
    }
  }

  /** Returns the law of constant times with a miss that costs what a get costs without cache. */
  public static SpeedupLaw ofTimes(double withoutNanos, double withNanos) {
    return new SpeedupLaw(withoutNanos / withNanos, 1);
  }

  /** Returns the mean speedup at a miss ratio between 0 and 1. */
  public double mean(double missRatio) {
    return 1 / ((1 - missRatio) / hitsOnly + missRatio * missPrice);
  }

  /** Returns the best mean speedup at any hit ratio. */
  public double ceiling() {
    return Math.max(hitsOnly, 1 / missPrice);
  }

  /**
   * Returns the largest miss ratio at which the mean is still {@code speedup}; null when no hit
   * ratio gives it.
   */
  public @Nullable Double allowedMissRatio(double speedup) {
    if (speedup > ceiling()) {
      return null;
    }
    if (1 / missPrice >= speedup) {
      return 1.0;
    }
    double hit = 1 / hitsOnly;
    return Math.min(1, Math.max(0, (1 / speedup - hit) / (missPrice - hit)));
  }

  /**
   * Returns the speedup of quantile q when hits and misses take constant times; null at the border,
   * where the quantile lies between a hit and a miss.
   */
  public @Nullable Double quantile(double q, double hitRatio) {
    if (q == hitRatio && hitsOnly != 1 / missPrice) {
      return null;
    }
    return q < hitRatio ? hitsOnly : 1 / missPrice;
  }

  /** Returns the geometric mean of the requests' ratios: R^h · (1/g)^m. */
  public double geometricMean(double hitRatio) {
    return Math.pow(hitsOnly, hitRatio) * Math.pow(1 / missPrice, 1 - hitRatio);
  }

  /** Returns the arithmetic mean of the requests' ratios: h·R + m/g. */
  public double meanOfRatios(double hitRatio) {
    return hitRatio == 0 ? 1 / missPrice : hitRatio * hitsOnly + (1 - hitRatio) / missPrice;
  }
}
