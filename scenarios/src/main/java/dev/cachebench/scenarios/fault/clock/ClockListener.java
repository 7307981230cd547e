package dev.cachebench.scenarios.fault.clock;

import java.time.Duration;

/** Hears when a clock is moved. */
@FunctionalInterface
public interface ClockListener {

  /**
   * A clock is about to move.
   *
   * @param index which fault of the scenario, from 0
   * @param by by how much, at once; zero where it drifts
   * @param rate seconds that it gains in each second from now on; 0 where it keeps pace
   */
  void moving(int index, Duration by, double rate);
}
