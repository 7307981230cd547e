package dev.cachebench.scenarios.gate;

import java.util.Locale;

/** Metrics that are spoilt by the same things; validity is judged for each class. */
public enum MetricClass {
  /** Errors, loads per key, wrong values, staleness, shares. */
  COUNTS,
  /** Response time, service time, lag. */
  LATENCY,
  /** Rates. */
  THROUGHPUT,
  /** One arm against another. */
  RATIO;

  /** Returns the word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
