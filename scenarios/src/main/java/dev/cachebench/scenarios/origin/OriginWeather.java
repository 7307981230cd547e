package dev.cachebench.scenarios.origin;

import java.time.Duration;

/**
 * What faults do to an origin for a while. Draws do not depend on it, so that a load that would
 * have been slow stays the slow one.
 *
 * <p>Safe for use by many threads.
 */
public final class OriginWeather {

  private volatile Slowness slowness = new Slowness(1, 0);
  private volatile double errorRatio;

  private record Slowness(double factor, long addedNanos) {}

  /**
   * Makes later loads slower.
   *
   * @param factor of the service time, greater than 0; 1 is as usual
   * @param added to it afterwards, 0 or more
   */
  public void slow(double factor, Duration added) {
    slowness = new Slowness(factor, added.toNanos());
  }

  /**
   * Makes later loads fail.
   *
   * @param ratio share of those that would not fail anyway, 0 to 1
   */
  public void failing(double ratio) {
    errorRatio = ratio;
  }

  long serviceNanos(long usual) {
    Slowness now = slowness;
    return (long) (usual * now.factor()) + now.addedNanos();
  }

  double errorRatio() {
    return errorRatio;
  }
}
