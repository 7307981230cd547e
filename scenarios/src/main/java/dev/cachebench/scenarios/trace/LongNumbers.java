package dev.cachebench.scenarios.trace;

import dev.cachebench.scenarios.workload.Mixing;
import java.util.Arrays;

/**
 * Numbers 64-bit keys densely from 0, in the order of first use.
 *
 * <p>A hash table with open addressing in two arrays, at most half full; nothing is allocated for a
 * key that is known. Confined to one thread.
 */
final class LongNumbers {

  private static final int NONE = -1;
  private static final int FIRST_SLOTS = 1 << 12;

  private long[] keys = new long[FIRST_SLOTS];
  private int[] numbers = empty(FIRST_SLOTS);
  private int count;

  /** Returns the number of a key, a new one if it was never seen. */
  int of(long key) {
    int slot = slot(keys, numbers, key);
    if (numbers[slot] == NONE) {
      if ((long) (count + 1) * 2 > keys.length) {
        grow();
        slot = slot(keys, numbers, key);
      }
      keys[slot] = key;
      numbers[slot] = count++;
    }
    return numbers[slot];
  }

  /** Returns how many different keys there were. */
  int count() {
    return count;
  }

  private void grow() {
    if (keys.length >= 1 << 30) {
      throw new TraceException(
          "the trace has more than " + (1 << 29) + " different keys",
          "read the beginning only, by --limit");
    }
    long[] moreKeys = new long[keys.length * 2];
    int[] moreNumbers = empty(moreKeys.length);
    for (int i = 0; i < keys.length; i++) {
      if (numbers[i] != NONE) {
        int slot = slot(moreKeys, moreNumbers, keys[i]);
        moreKeys[slot] = keys[i];
        moreNumbers[slot] = numbers[i];
      }
    }
    keys = moreKeys;
    numbers = moreNumbers;
  }

  private static int slot(long[] keys, int[] numbers, long key) {
    int mask = keys.length - 1;
    int slot = (int) Mixing.mix(key) & mask;
    while (numbers[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int[] empty(int slots) {
    int[] numbers = new int[slots];
    Arrays.fill(numbers, NONE);
    return numbers;
  }
}
