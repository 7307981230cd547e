package dev.cachebench.scenarios.fault.clock;

import dev.cachebench.scenarios.fault.Fault;
import java.time.Duration;
import java.util.List;

/** A clock is ahead or behind for a while: set at the start, set back at the end. */
public final class Skew implements Fault {

  private final Step there;
  private final Step back;
  private boolean isOn;

  /**
   * Creates one.
   *
   * @param clocks what is moved
   * @param by how far
   * @param listener hears of both moves, just before
   * @param index which fault of the scenario, from 0
   */
  public Skew(List<? extends MovableClock> clocks, Duration by, ClockListener listener, int index) {
    this.there = new Step(clocks, by, () -> listener.moving(index, by, 0));
    Duration opposite = by.negated();
    this.back = new Step(clocks, opposite, () -> listener.moving(index, opposite, 0));
  }

  @Override
  public void start() {
    if (!isOn) {
      there.start();
      isOn = true;
    }
  }

  @Override
  public void stop() {
    if (isOn) {
      back.start();
      isOn = false;
    }
  }
}
