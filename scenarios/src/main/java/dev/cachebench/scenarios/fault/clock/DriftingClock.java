package dev.cachebench.scenarios.fault.clock;

/** A clock whose pace a fault may change, too. */
public interface DriftingClock extends MovableClock {

  /**
   * Makes the clock run fast or slow from now on; what it has gained or lost so far stays.
   *
   * @param rate seconds gained in each second, above −1; 0 is the right pace
   */
  void drift(double rate);
}
