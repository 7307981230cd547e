package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.workload.SlotCursor;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Hands the open slots to the generators, each slot once, in order.
 *
 * <p>Safe for use by many threads.
 */
final class SlotSource {

  private final SlotCursor cursor;
  private final long startNanos;
  private final AtomicLongArray pending;
  private boolean isReady;
  private long taken;

  /**
   * Makes a source.
   *
   * @param pending for each phase, slots that were taken and have not ended
   */
  SlotSource(SlotCursor cursor, long startNanos, AtomicLongArray pending) {
    this.cursor = cursor;
    this.startNanos = startNanos;
    this.pending = pending;
    this.isReady = cursor.advance();
  }

  /** Takes the next slot, unless it lies behind a phase or a point in time. */
  synchronized boolean take(Slot slot, int lastPhase, long lastNanos) {
    if (!isReady || cursor.phase() > lastPhase || startNanos + cursor.startNanos() > lastNanos) {
      return false;
    }
    slot.fill(cursor, startNanos);
    pending.incrementAndGet(slot.phase);
    taken++;
    isReady = cursor.advance();
    return true;
  }

  synchronized long taken() {
    return taken;
  }

  /** Walks to the end without taking anything and returns how many slots the schedule has. */
  synchronized long length() {
    hash();
    return cursor.passed();
  }

  /** Walks to the end without taking anything and returns the hash of the whole schedule. */
  synchronized String hash() {
    while (isReady) {
      isReady = cursor.advance();
    }
    return cursor.hash();
  }
}
