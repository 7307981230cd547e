package dev.cachebench.scenarios.model;

/**
 * Requests in a unit of time.
 *
 * <p>Immutable.
 *
 * @param perSecond requests each second, finite and greater than 0
 */
public record Rate(double perSecond) {

  /** Checks the range. */
  public Rate {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("perSecond must be greater than 0, but was " + perSecond);
    }
  }

  /** Returns the rate as a scenario file writes it, such as {@code 1500/s}. */
  @Override
  public String toString() {
    return (perSecond == Math.rint(perSecond) && perSecond < 1e15
            ? Long.toString((long) perSecond)
            : Double.toString(perSecond))
        + "/s";
  }
}
