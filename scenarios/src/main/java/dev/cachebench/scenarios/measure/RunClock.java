package dev.cachebench.scenarios.measure;

import java.util.concurrent.TimeUnit;

/** The clock of a run: monotonic, 0 at its start, the same in every process of the run. */
public final class RunClock {

  private final long startEpochMicros;
  private final long zeroNanos;

  private RunClock(long startEpochMicros, long zeroNanos) {
    this.startEpochMicros = startEpochMicros;
    this.zeroNanos = zeroNanos;
  }

  /** Returns a clock that starts now. */
  public static RunClock start() {
    return new RunClock(
        TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()), System.nanoTime());
  }

  /**
   * Returns the clock of a run that another process of this machine has started. The two agree to
   * about a millisecond; from then on this one is monotonic.
   *
   * @param startEpochMicros start of the run, µs since the epoch
   */
  public static RunClock joined(long startEpochMicros) {
    long sinceMicros =
        TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) - startEpochMicros;
    return new RunClock(
        startEpochMicros, System.nanoTime() - TimeUnit.MICROSECONDS.toNanos(sinceMicros));
  }

  /** Returns ns since the start of the run. */
  public long nanos() {
    return System.nanoTime() - zeroNanos;
  }

  /** Returns what {@code System.nanoTime()} said at the start of the run. */
  public long zeroNanos() {
    return zeroNanos;
  }

  /** Returns seconds since the start of the run. */
  public double seconds() {
    return nanos() / 1e9;
  }

  /** Returns the machine's wall clock, ms since the epoch, for targets that trust it. */
  public long wallMillis() {
    return System.currentTimeMillis();
  }

  /** Returns the start of the run, µs since the epoch. */
  public long startEpochMicros() {
    return startEpochMicros;
  }
}
