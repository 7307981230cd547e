package dev.cachebench.scenarios.trace;

import org.jspecify.annotations.Nullable;

/**
 * A sequence of requests for keys, each key a number from 0 to below {@link #distinct}, in the
 * order of first use. All keys count as equally large. 4 bytes a request.
 *
 * <p>Immutable but for what it computes once; safe for use by many threads.
 */
public final class Trace {

  private final String name;
  private final int[] keys;
  private final int distinct;
  private @Nullable NextUses nextUses;

  /**
   * Takes over the numbers of a finished trace.
   *
   * @param keys not to be changed any more
   */
  Trace(String name, int[] keys, int distinct) {
    this.name = name;
    this.keys = keys;
    this.distinct = distinct;
  }

  /** Returns what it is called in tables: the file's name, or the distribution. */
  public String name() {
    return name;
  }

  /** Returns the number of requests, 1 or more. */
  public int length() {
    return keys.length;
  }

  /** Returns the number of different keys, 1 or more. */
  public int distinct() {
    return distinct;
  }

  /**
   * Returns the key of a request.
   *
   * @param position from 0
   */
  public int key(int position) {
    return keys[position];
  }

  /** Returns when each key is asked for again; computed when first asked for. */
  public synchronized NextUses nextUses() {
    NextUses known = nextUses;
    if (known == null) {
      known = new NextUses(keys, distinct);
      nextUses = known;
    }
    return known;
  }
}
