package dev.cachebench.scenarios.sim;

import java.util.Arrays;

/**
 * Several lists of keys, newest first, each key in at most one of them: 9 bytes for each key of the
 * trace, every operation in constant time.
 */
final class KeyLists {

  /** The list of a key that is in none. */
  static final int NOWHERE = -1;

  private final int distinct;
  private final int[] newer;
  private final int[] older;
  private final byte[] list;
  private final int[] sizes;

  /**
   * Creates empty lists.
   *
   * @param lists how many, numbered from 0
   * @param distinct keys, numbered from 0
   */
  KeyLists(int lists, int distinct) {
    this.distinct = distinct;
    this.newer = new int[distinct + lists];
    this.older = new int[distinct + lists];
    this.list = new byte[distinct];
    this.sizes = new int[lists];
    Arrays.fill(list, (byte) NOWHERE);
    for (int i = distinct; i < newer.length; i++) {
      newer[i] = i;
      older[i] = i;
    }
  }

  /** Returns the list that a key is in, or {@link #NOWHERE}. */
  int of(int key) {
    return list[key];
  }

  int size(int of) {
    return sizes[of];
  }

  /** Returns the oldest key of a list that is not empty. */
  int oldest(int of) {
    return newer[distinct + of];
  }

  /** Puts a key that is in no list at the newest end of one. */
  void addNewest(int to, int key) {
    int end = distinct + to;
    int second = older[end];
    older[key] = second;
    newer[key] = end;
    newer[second] = key;
    older[end] = key;
    list[key] = (byte) to;
    sizes[to]++;
  }

  void remove(int key) {
    older[newer[key]] = older[key];
    newer[older[key]] = newer[key];
    sizes[list[key]]--;
    list[key] = NOWHERE;
  }

  /** Puts a key that is in a list at the newest end of one. */
  void move(int to, int key) {
    remove(key);
    addNewest(to, key);
  }

  /** Removes the oldest key of a list and returns it. */
  int removeOldest(int of) {
    int key = oldest(of);
    remove(key);
    return key;
  }
}
