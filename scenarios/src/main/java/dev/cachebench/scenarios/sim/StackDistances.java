package dev.cachebench.scenarios.sim;

import dev.cachebench.scenarios.trace.Trace;
import java.util.Arrays;

/**
 * How deep in an LRU list each request of a trace finds its key. A cache of C entries hits just
 * those at depth C or less, so that one pass gives the hits of every capacity.
 *
 * <p>Source: R. L. Mattson, J. Gecsei, D. R. Slutz, I. L. Traiger, "Evaluation techniques for
 * storage hierarchies", IBM Systems Journal 9(2), 1970, https://doi.org/10.1147/sj.92.0078. Depths
 * are counted in a Fenwick tree over the times of last use, which is renumbered when it is full:
 * O(log distinct keys) a request, 28 bytes for each key.
 */
final class StackDistances {

  private static final int NEVER = 0;

  private final int distinct;

  /** How many of the counted requests found their key at a depth; by depth, from 1. */
  private final long[] atDepth;

  /** How many keys there were before the counted requests, and at the end. */
  private final int keysBefore;

  private final int keysAfter;

  /** Passes over a trace; requests before {@code warmup} fill the list and are not counted. */
  StackDistances(Trace trace, int warmup) {
    this.distinct = trace.distinct();
    this.atDepth = new long[distinct + 1];
    Times times = new Times(distinct);
    for (int i = 0; i < warmup; i++) {
      times.use(trace.key(i));
    }
    keysBefore = times.present;
    for (int i = warmup; i < trace.length(); i++) {
      atDepth[times.use(trace.key(i))]++;
    }
    keysAfter = times.present;
  }

  /** Returns how many of the counted requests an LRU cache hits. */
  long hits(long capacity) {
    int deepest = (int) Math.min(capacity, distinct);
    long hits = 0;
    for (int depth = 1; depth <= deepest; depth++) {
      hits += atDepth[depth];
    }
    return hits;
  }

  /** Returns how many entries it pushes out meanwhile, given how many requests missed. */
  long evictions(long capacity, long misses) {
    return misses - (Math.min(capacity, keysAfter) - Math.min(capacity, keysBefore));
  }

  /** The times of last use: a mark at each, counted by a Fenwick tree. */
  private static final class Times {
    private final int[] last;
    private final int[] tree;
    private final int[] keyAt;
    private int now;
    private int present;

    Times(int distinct) {
      this.last = new int[distinct];
      this.tree = new int[2 * distinct + 2];
      this.keyAt = new int[2 * distinct + 2];
    }

    /** Returns the depth at which the key was, from 1; 0 if it was nowhere. */
    int use(int key) {
      if (now == tree.length - 1) {
        renumber();
      }
      int then = last[key];
      int depth = 0;
      if (then == NEVER) {
        present++;
      } else {
        depth = present - before(then);
        add(then, -1);
        keyAt[then] = -1;
      }
      last[key] = ++now;
      keyAt[now] = key;
      add(now, 1);
      return depth;
    }

    /** Counts marks before a time. */
    private int before(int time) {
      int count = 0;
      for (int i = time - 1; i > 0; i -= i & -i) {
        count += tree[i];
      }
      return count;
    }

    private void add(int time, int change) {
      for (int i = time; i < tree.length; i += i & -i) {
        tree[i] += change;
      }
    }

    private void renumber() {
      Arrays.fill(tree, 0);
      int until = now;
      now = 0;
      for (int time = 1; time <= until; time++) {
        int key = keyAt[time];
        if (key >= 0) {
          last[key] = ++now;
          keyAt[now] = key;
          add(now, 1);
        }
      }
    }
  }
}
