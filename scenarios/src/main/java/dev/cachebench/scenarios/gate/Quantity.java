package dev.cachebench.scenarios.gate;

/** What kind of number a metric is, which decides the units that a gate may write. */
public enum Quantity {
  /** Nanoseconds; written {@code 250ms}. */
  DURATION,
  /** Events per second; written {@code 1500/s}. */
  RATE,
  /** Between 0 and 1; written {@code 0.1%} or {@code 0.001}. */
  RATIO,
  /** A plain number. */
  COUNT,
  /** A factor, such as a speedup; written {@code 10x} or {@code 10}. */
  FACTOR
}
