package dev.cachebench.scenarios.model;

import java.time.Duration;

/** How long the simulated origin works on one load, queueing apart. */
public sealed interface ServiceTime {

  /**
   * Always the same.
   *
   * @param value 0 or more
   */
  record Fixed(Duration value) implements ServiceTime {}

  /**
   * Lognormal, given by two quantiles.
   *
   * @param median half of the loads are faster; greater than 0
   * @param p99 99 % of the loads are faster; greater than {@code median}
   */
  record Lognormal(Duration median, Duration p99) implements ServiceTime {}

  /**
   * Exponential.
   *
   * @param mean greater than 0
   */
  record Exponential(Duration mean) implements ServiceTime {}
}
