package dev.cachebench.scenarios.fault.clock;

import java.time.Duration;

/** A clock that a fault may move. */
public interface MovableClock {

  /**
   * Moves it at once.
   *
   * @param by forward if positive, back if negative
   */
  void shift(Duration by);
}
