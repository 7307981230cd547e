package dev.cachebench.scenarios.sim;

/** A queue of keys in an array that is used round and round. */
final class KeyRing {

  private final int[] keys;
  private int oldest;
  private int size;

  /**
   * Creates an empty one.
   *
   * @param most keys in it at once, 1 or more
   */
  KeyRing(int most) {
    this.keys = new int[most];
  }

  void addNewest(int key) {
    int at = oldest + size;
    keys[at >= keys.length ? at - keys.length : at] = key;
    size++;
  }

  int removeOldest() {
    int key = keys[oldest];
    oldest = oldest + 1 == keys.length ? 0 : oldest + 1;
    size--;
    return key;
  }
}
