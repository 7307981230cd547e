package dev.cachebench.scenarios.model;

import java.time.Duration;

/** How requests are offered. */
public sealed interface LoadModel {

  /**
   * Open model: requests start on a schedule, whatever became of earlier ones.
   *
   * @param rate requests per second over all nodes
   * @param arrivals spacing
   */
  record Open(Rate rate, Arrivals arrivals) implements LoadModel {}

  /**
   * Closed model: each user waits for its answer, thinks, then asks again.
   *
   * @param users 1 to 10,000
   * @param thinkTime pause after each answer; 0 or more
   */
  record Closed(int users, Duration thinkTime) implements LoadModel {}

  /** Nothing is sent; a phase may say {@code load: none}. */
  record None() implements LoadModel {}
}
