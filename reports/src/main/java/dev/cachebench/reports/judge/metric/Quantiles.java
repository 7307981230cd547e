package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.model.Figures;
import java.util.List;

/**
 * Which percentiles are printed, and from how many samples on.
 *
 * <p>A percentile is printed only when at least ten samples lie beyond it: n(1−q) ≥ 10.
 */
public enum Quantiles {
  P50("p50", 50, 20),
  P90("p90", 90, 100),
  P99("p99", 99, 1_000),
  P99_9("p99.9", 99.9, 10_000),
  P99_99("p99.99", 99.99, 100_000);

  private final String word;
  private final double percentile;
  private final long needed;

  Quantiles(String word, double percentile, long needed) {
    this.word = word;
    this.percentile = percentile;
    this.needed = needed;
  }

  static List<Quantiles> inOrder() {
    return List.of(values());
  }

  /** Returns its word in gates and files, such as {@code p99}. */
  public String word() {
    return word;
  }

  /** Returns the percentile, between 0 and 100. */
  public double percentile() {
    return percentile;
  }

  /** Returns whether so many samples are enough for it. */
  public boolean isSupportedBy(long samples) {
    return samples >= needed;
  }

  /** Says why there is none. */
  public String missing(long samples) {
    return "needs %s samples, has %s".formatted(Figures.count(needed), Figures.count(samples));
  }
}
