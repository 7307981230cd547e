package dev.cachebench.scenarios.trace;

import java.util.Arrays;

/**
 * For each request of a trace, when its key is asked for again: the knowledge that Belady's policy
 * has and no cache does. One pass from the end, 4 bytes a request.
 *
 * <p>Immutable.
 */
public final class NextUses {

  /** Position of a use that never comes. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final int[] next;

  NextUses(int[] keys, int distinct) {
    this.next = new int[keys.length];
    int[] last = new int[distinct];
    Arrays.fill(last, NEVER);
    for (int i = keys.length - 1; i >= 0; i--) {
      next[i] = last[keys[i]];
      last[keys[i]] = i;
    }
  }

  /**
   * Returns the position of the next request for the same key, or {@link #NEVER}.
   *
   * @param position of a request, from 0
   */
  public int after(int position) {
    return next[position];
  }
}
