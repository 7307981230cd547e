package dev.cachebench.scenarios.measure;

import java.time.Duration;

/**
 * How one arm is driven.
 *
 * @param target name of the target
 * @param round from 1
 * @param startNanos when the schedule begins on the run's clock, best a little ahead
 * @param maxInFlight calls that the target may hold at once, 1 or more; a slot beyond is refused
 * @param drainLimit how long open calls are awaited after the last phase, 0 or more
 * @param generators threads that start open slots, 1 or more
 */
public record DriverSettings(
    String target,
    int round,
    long startNanos,
    int maxInFlight,
    Duration drainLimit,
    int generators) {

  /** How late a slot may start before it is shed. */
  public static final Duration SHED_AFTER = Duration.ofSeconds(10);

  /** Drain limit when nothing else is said. */
  public static final Duration DEFAULT_DRAIN_LIMIT = Duration.ofSeconds(10);

  /** Checks the ranges. */
  public DriverSettings {
    atLeast("round", round, 1);
    atLeast("maxInFlight", maxInFlight, 1);
    atLeast("generators", generators, 1);
    if (drainLimit.isNegative()) {
      throw new IllegalArgumentException("drainLimit must be at least 0, but was " + drainLimit);
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, but was %d".formatted(name, least, value));
    }
  }

  /** Returns settings with one generator and the default drain limit. */
  public static DriverSettings of(String target, int round, long startNanos, int maxInFlight) {
    return new DriverSettings(target, round, startNanos, maxInFlight, DEFAULT_DRAIN_LIMIT, 1);
  }
}
