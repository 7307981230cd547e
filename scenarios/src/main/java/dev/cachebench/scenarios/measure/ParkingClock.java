package dev.cachebench.scenarios.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Real time: parks the thread for most of a wait and spins for the rest.
 *
 * <p>A parked thread wakes some 60 µs late on Linux (timer slack and scheduling), so the park ends
 * {@value #SPIN_NANOS} ns early; the spin then takes what the lateness has left. Safe for use by
 * many threads.
 */
public final class ParkingClock implements LoadClock {

  private static final long SPIN_NANOS = 80_000;

  private final LongSupplier nanoSource;

  /**
   * Makes a clock.
   *
   * @param nanoSource ns since the run's start; it never goes back
   */
  public ParkingClock(LongSupplier nanoSource) {
    this.nanoSource = nanoSource;
  }

  @Override
  public long nanos() {
    return nanoSource.getAsLong();
  }

  @Override
  public void parkUntil(long nanos) {
    long left = nanos - nanos();
    if (left > SPIN_NANOS) {
      LockSupport.parkNanos(this, left - SPIN_NANOS);
      return;
    }
    while (nanos() < nanos) {
      Thread.onSpinWait();
    }
  }
}
