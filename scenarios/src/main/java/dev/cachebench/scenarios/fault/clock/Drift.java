package dev.cachebench.scenarios.fault.clock;

import dev.cachebench.scenarios.fault.Fault;
import java.time.Duration;
import java.util.List;

/** Clocks run fast or slow for a while; what they gained or lost stays. */
public final class Drift implements Fault {

  private final List<DriftingClock> clocks;
  private final double rate;
  private final ClockListener listener;
  private final int index;

  /**
   * Creates one.
   *
   * @param clocks what drifts
   * @param rate seconds gained in each second, above −1
   * @param listener hears of both changes of pace, just before
   * @param index which fault of the scenario, from 0
   */
  public Drift(
      List<? extends DriftingClock> clocks, double rate, ClockListener listener, int index) {
    this.clocks = List.copyOf(clocks);
    this.rate = rate;
    this.listener = listener;
    this.index = index;
  }

  @Override
  public void start() {
    pace(rate);
  }

  @Override
  public void stop() {
    pace(0);
  }

  private void pace(double now) {
    listener.moving(index, Duration.ZERO, now);
    clocks.forEach(clock -> clock.drift(now));
  }
}
