package dev.cachebench.scenarios.fault.clock;

import dev.cachebench.scenarios.fault.Fault;
import java.time.Duration;
import java.util.List;

/** A clock is set, once, and stays so. */
public final class Step implements Fault {

  private final List<? extends MovableClock> clocks;
  private final Duration by;
  private final Runnable moving;

  /**
   * Creates one.
   *
   * @param clocks what is moved
   * @param by how far
   * @param moving hears of it just before
   */
  public Step(List<? extends MovableClock> clocks, Duration by, Runnable moving) {
    this.clocks = List.copyOf(clocks);
    this.by = by;
    this.moving = moving;
  }

  @Override
  public void start() {
    moving.run();
    clocks.forEach(clock -> clock.shift(by));
  }

  @Override
  public void stop() {
    // A clock that was set stays as it was set.
  }
}
