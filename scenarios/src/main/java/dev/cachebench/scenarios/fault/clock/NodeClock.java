package dev.cachebench.scenarios.fault.clock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The injected wall clock of one node: the machine's own, moved by an offset and, while it drifts,
 * by a share of the time that passes. The machine's clock is never touched.
 *
 * <p>Safe for use by many threads.
 */
public final class NodeClock implements DriftingClock {

  private final LongSupplier wallMillis;
  private final LongSupplier runNanos;
  private volatile State state = new State(0, 0, 0);

  /** The offset at one moment, and the rate at which it has grown since. */
  private record State(long offsetNanos, double rate, long sinceNanos) {

    long offsetNanos(long nowNanos) {
      return rate == 0 ? offsetNanos : offsetNanos + (long) (rate * (nowNanos - sinceNanos));
    }
  }

  /**
   * Creates a clock that tells the machine's time.
   *
   * @param wallMillis the machine's wall clock, ms since the epoch
   * @param runNanos a monotonic clock, ns
   */
  public NodeClock(LongSupplier wallMillis, LongSupplier runNanos) {
    this.wallMillis = wallMillis;
    this.runNanos = runNanos;
  }

  /** Returns what this node believes the time is, ms since the epoch. */
  public long millis() {
    long offset = state.offsetNanos(runNanos.getAsLong());
    return wallMillis.getAsLong() + Math.floorDiv(offset, TimeUnit.MILLISECONDS.toNanos(1));
  }

  @Override
  public synchronized void shift(Duration by) {
    long now = runNanos.getAsLong();
    state = new State(state.offsetNanos(now) + by.toNanos(), state.rate(), now);
  }

  @Override
  public synchronized void drift(double rate) {
    long now = runNanos.getAsLong();
    state = new State(state.offsetNanos(now), rate, now);
  }
}
