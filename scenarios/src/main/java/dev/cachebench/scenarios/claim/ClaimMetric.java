package dev.cachebench.scenarios.claim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figure that a claim is about, without cache ÷ with cache. */
public enum ClaimMetric {
  /** Mean time of all gets; what counts when a claim names none. */
  MEAN,
  /** Mean time without the cache over the mean time of a hit. */
  HITS_ONLY,
  /** Median. */
  P50,
  /** 99th percentile. */
  P99,
  /** Operations per second, with cache ÷ without. */
  THROUGHPUT;

  /** Returns the word of scenario files and reports, such as {@code hits-only}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the metric of that word, or null. */
  public static @Nullable ClaimMetric of(String word) {
    return Arrays.stream(values())
        .filter(metric -> metric.word().equals(word))
        .findFirst()
        .orElse(null);
  }

  /** Returns every word, in order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ClaimMetric::word).toList();
  }
}
