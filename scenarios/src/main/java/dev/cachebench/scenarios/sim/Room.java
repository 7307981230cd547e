package dev.cachebench.scenarios.sim;

import dev.cachebench.scenarios.trace.Sizes;
import dev.cachebench.scenarios.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What a cache holds of what it may hold.
 *
 * <p>Confined to one thread.
 */
final class Room {

  private final Capacity capacity;

  /** Null where every entry counts as one. */
  private final @Nullable Sizes sizes;

  private long used;

  Room(Capacity capacity, Trace trace) {
    this.capacity = capacity;
    this.sizes = capacity.unit() == Capacity.Unit.BYTES ? trace.requireSizes() : null;
  }

  /** Returns what it holds at most. */
  long capacity() {
    return capacity.amount();
  }

  /** Returns an upper bound of the entries in it at once. */
  int mostEntries(int distinct) {
    return sizes == null ? (int) Math.min(capacity.amount(), distinct) : distinct;
  }

  /** Returns what a key takes. */
  long size(int key) {
    return sizes == null ? 1 : sizes.of(key);
  }

  /** Returns whether a key fits into an empty cache. */
  boolean canHold(int key) {
    return size(key) <= capacity.amount();
  }

  /** Returns whether a key fits beside what is there. */
  boolean isFor(int key) {
    return used + size(key) <= capacity.amount();
  }

  void take(int key) {
    used += size(key);
  }

  void free(int key) {
    used -= size(key);
  }

  long used() {
    return used;
  }
}
