package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.Scenario;
import java.time.Duration;

/**
 * Finds the highest rate at which this machine starts requests in time: the p99 of their schedule
 * lag stays under 1 ms, with Poisson arrivals and a target that does nothing.
 *
 * <p>Doubles the rate until it is too high, then halves the distance; a rate that fails is tried
 * again twice, since a single stall of the machine must not decide. Takes some 15 s. Confined to
 * one thread.
 */
public final class GeneratorLimit {

  private static final double FIRST = 1000;
  private static final double HIGHEST = 2_000_000;
  private static final double PRECISION = 1.1;
  private static final int TRIES = 3;
  private static final Duration STEP = Duration.ofMillis(500);

  private final EmptyLoad load;

  /**
   * Creates one.
   *
   * @param scenario whose seed, nodes and sizes of values are used
   * @param clock real time
   */
  public GeneratorLimit(Scenario scenario, LoadClock clock) {
    this.load = new EmptyLoad(scenario, clock);
  }

  /** Returns the rate, requests per second, to within 10 %; 0 if not even 1,000/s start in time. */
  public double find() {
    isInTime(FIRST); // so that classes are loaded and compiled
    double good = 0;
    double bad = FIRST;
    while (bad <= HIGHEST && isSustained(bad)) {
      good = bad;
      bad *= 2;
    }
    while (good > 0 && bad / good > PRECISION) {
      double middle = Math.sqrt(good * bad);
      if (isSustained(middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return good;
  }

  private boolean isSustained(double rate) {
    for (int i = 0; i < TRIES; i++) {
      if (isInTime(rate)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInTime(double rate) {
    EmptyLoad.Times times = load.drive(new Rate(rate), STEP, Arrivals.POISSON);
    return times.lag().getValueAtPercentile(99) < Preflight.LAG_LIMIT_NANOS;
  }
}
