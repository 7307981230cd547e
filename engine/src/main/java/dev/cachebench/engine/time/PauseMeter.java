package dev.cachebench.engine.time;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Adds up how long this JVM stood still: collections, and a CPU that was given to others.
 *
 * <p>Something that should call {@link #tick} every step is late by as much as everything stood
 * still. A gap longer than {@value #TOLERANCE} steps counts, all but the one step that was due;
 * shorter ones are the timer's own accuracy. It sees what matters to a wait for an answer, whatever
 * the cause, and costs one clock reading a step.
 *
 * <p>Safe for use by many threads; one of them ticks.
 */
public final class PauseMeter {

  private static final int TOLERANCE = 4;

  private final Ticker ticker;
  private final long stepNanos;
  private final AtomicLong stoppedNanos = new AtomicLong();
  private volatile long lastNanos;

  /**
   * Creates a meter that has seen no pause.
   *
   * @param ticker a clock that goes on while the JVM stands still
   * @param step time between two ticks, greater than 0
   */
  public PauseMeter(Ticker ticker, Duration step) {
    this.ticker = ticker;
    this.stepNanos = Require.positive(step, "step").toNanos();
    this.lastNanos = ticker.nanos();
  }

  /** Says that the thread that ticks is running. */
  public void tick() {
    long nowNanos = ticker.nanos();
    long pausedNanos = pause(nowNanos - lastNanos);
    // In this order a reader in between sees too little rather than the pause twice.
    lastNanos = nowNanos;
    stoppedNanos.addAndGet(pausedNanos);
  }

  /** Returns all pauses so far, one that is just over included, ns; only differences matter. */
  public long stoppedNanos() {
    long before = stoppedNanos.get();
    return before + pause(ticker.nanos() - lastNanos);
  }

  private long pause(long gapNanos) {
    return gapNanos > TOLERANCE * stepNanos ? gapNanos - stepNanos : 0;
  }
}
