package dev.cachebench.scenarios.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Collects requests up to a limit and numbers their keys.
 *
 * <p>Confined to one thread.
 */
final class TraceBuilder {

  /** What an array can hold on every JVM. */
  static final int MOST = Integer.MAX_VALUE - 8;

  private static final int FIRST = 1 << 12;

  private final long limit;
  private final LongNumbers numbers = new LongNumbers();
  private final Map<String, Integer> names = new HashMap<>();
  private int[] keys = new int[FIRST];
  private int length;

  /**
   * Creates an empty one.
   *
   * @param limit requests that are taken; what comes behind is not
   */
  TraceBuilder(long limit) {
    this.limit = limit;
  }

  boolean isFull() {
    return length >= limit;
  }

  /** Adds a request for a numeric key, unless it is full. */
  void add(long key) {
    if (!isFull()) {
      append(numbers.of(key));
    }
  }

  /** Adds a request for a named key, unless it is full; a trace has one kind of key only. */
  void add(String key) {
    if (!isFull()) {
      Integer known = names.putIfAbsent(key, names.size());
      append(known == null ? names.size() - 1 : known);
    }
  }

  int length() {
    return length;
  }

  Trace build(String name) {
    return new Trace(name, Arrays.copyOf(keys, length), numbers.count() + names.size());
  }

  private void append(int number) {
    if (length == keys.length) {
      if (length == MOST) {
        throw new TraceException(
            "the trace has more than " + MOST + " requests", "read the beginning only, by --limit");
      }
      keys = Arrays.copyOf(keys, (int) Math.min(MOST, 2L * length));
    }
    keys[length++] = number;
  }
}
