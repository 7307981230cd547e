package dev.cachebench.scenarios.gate;

/** The right side of a gate. */
public sealed interface Limit {

  /**
   * A number.
   *
   * @param value in the metric's base unit: nanoseconds, events per second, ratio, count or factor
   */
  record Literal(double value) implements Limit {}

  /**
   * Another target's figure for the same metric and phase, times a number.
   *
   * @param target its name
   * @param factor greater than 0
   */
  record OtherTarget(String target, double factor) implements Limit {}

  /**
   * The baseline run's figure for the same target, metric and phase, times a number.
   *
   * @param factor greater than 0
   */
  record Base(double factor) implements Limit {}
}
