package dev.cachebench.scenarios.sim;

import java.util.Arrays;

/**
 * Keys in an order, newest first: a doubly linked list in two arrays, 8 bytes for each key of the
 * trace, every operation in constant time.
 */
final class KeyList {

  /** No key: what lies beyond both ends. */
  final int none;

  private static final int ABSENT = -1;

  private final int[] newer;
  private final int[] older;
  private int size;

  KeyList(int distinct) {
    this.none = distinct;
    this.newer = new int[distinct + 1];
    this.older = new int[distinct + 1];
    Arrays.fill(newer, ABSENT);
    newer[none] = none;
    older[none] = none;
  }

  boolean contains(int key) {
    return newer[key] != ABSENT;
  }

  int size() {
    return size;
  }

  int oldest() {
    return newer[none];
  }

  /** Returns the neighbour on the newer side, or {@link #none}. */
  int newerThan(int key) {
    return newer[key];
  }

  void addNewest(int key) {
    int second = older[none];
    older[key] = second;
    newer[key] = none;
    newer[second] = key;
    older[none] = key;
    size++;
  }

  void remove(int key) {
    older[newer[key]] = older[key];
    newer[older[key]] = newer[key];
    newer[key] = ABSENT;
    size--;
  }
}
