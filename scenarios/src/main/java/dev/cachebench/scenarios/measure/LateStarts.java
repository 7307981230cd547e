package dev.cachebench.scenarios.measure;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Finds what made slots start late: the delay with which each series of late slots began. Those
 * behind it in the series were due when it ended, and share its cause.
 *
 * <p>Written by one generator, drained by any thread.
 */
final class LateStarts {

  /** How late a slot starts that counts as late, ns. */
  static final long LATE_NANOS = 1_000_000;

  private final ConcurrentLinkedQueue<Delay> ended = new ConcurrentLinkedQueue<>();
  private long lastStartNanos;
  private int openPhase;
  private long openFromNanos;
  private long openToNanos;
  private boolean isOpenWake;
  private int openSlots;

  /**
   * A delay.
   *
   * @param phase index of the phase of the first late slot
   * @param fromNanos when the first late slot was due, or when the slot before it was started if
   *     the generator was still busy with that; run's clock
   * @param toNanos when the first late slot started
   * @param isWake whether the generator had been waiting, and woke too late
   * @param slots how many slots started late for it
   */
  record Delay(int phase, long fromNanos, long toNanos, boolean isWake, int slots) {

    long nanos() {
      return toNanos - fromNanos;
    }
  }

  /**
   * A slot starts now.
   *
   * @param hasWaited whether the generator was there before the slot was due
   */
  void starts(Slot slot, long nowNanos, boolean hasWaited) {
    boolean isLate = nowNanos - slot.intendedNanos > LATE_NANOS;
    if (!isLate || hasWaited) {
      finish();
    }
    if (isLate) {
      if (openSlots == 0) {
        openPhase = slot.phase;
        openFromNanos = hasWaited ? slot.intendedNanos : Math.min(lastStartNanos, nowNanos);
        openToNanos = nowNanos;
        isOpenWake = hasWaited;
      }
      openSlots++;
    }
    lastStartNanos = nowNanos;
  }

  /** Ends the series that is open, if one is. */
  void finish() {
    if (openSlots > 0) {
      ended.add(new Delay(openPhase, openFromNanos, openToNanos, isOpenWake, openSlots));
      openSlots = 0;
    }
  }

  /** Hands over the delays whose late slots have all started. */
  void drain(Consumer<Delay> consumer) {
    for (Delay next = ended.poll(); next != null; next = ended.poll()) {
      consumer.accept(next);
    }
  }
}
