package dev.cachebench.scenarios.sim;

import java.util.Arrays;

/**
 * The entries of a clairvoyant cache, that with the furthest next use on top: a binary heap in an
 * array that knows each key's place, O(log size) an operation, 12 bytes for each key of the trace.
 */
final class FurthestUse {

  private static final int ABSENT = -1;

  private final int[] heap;
  private final int[] place;
  private final int[] nextUse;
  private int size;

  FurthestUse(int capacity, int distinct) {
    this.heap = new int[Math.min(capacity, distinct)];
    this.place = new int[distinct];
    this.nextUse = new int[distinct];
    Arrays.fill(place, ABSENT);
  }

  boolean contains(int key) {
    return place[key] != ABSENT;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == heap.length;
  }

  /** Returns the position of the furthest next use of all entries; there must be one. */
  int furthest() {
    return nextUse[heap[0]];
  }

  /** Says that a key that is there has just been used: its next use can only be later. */
  void used(int key, int next) {
    nextUse[key] = next;
    siftUp(place[key]);
  }

  void add(int key, int next) {
    nextUse[key] = next;
    set(size, key);
    siftUp(size++);
  }

  /** Puts a key in the place of the entry with the furthest next use. */
  void replaceFurthest(int key, int next) {
    place[heap[0]] = ABSENT;
    nextUse[key] = next;
    set(0, key);
    siftDown();
  }

  private void siftUp(int from) {
    int at = from;
    int key = heap[at];
    while (at > 0 && nextUse[heap[(at - 1) / 2]] < nextUse[key]) {
      set(at, heap[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    set(at, key);
  }

  private void siftDown() {
    int at = 0;
    int key = heap[0];
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && nextUse[heap[child + 1]] > nextUse[heap[child]]) {
        child++;
      }
      if (nextUse[heap[child]] <= nextUse[key]) {
        break;
      }
      set(at, heap[child]);
      at = child;
    }
    set(at, key);
  }

  private void set(int at, int key) {
    heap[at] = key;
    place[key] = at;
  }
}
