package dev.cachebench.scenarios.sim;

import dev.cachebench.scenarios.trace.NextUses;

/**
 * Belady's MIN that may refuse to admit: a key that is asked for again later than every entry, or
 * never, is loaded but not kept. No policy at all has more hits, those with admission included.
 *
 * <p>Source as for {@link Opt}; requests must be those of the trace, in its order. O(log capacity)
 * a request.
 */
final class OptBypass implements EvictionPolicy {

  private final NextUses future;
  private final FurthestUse entries;
  private int position;
  private long evictions;

  OptBypass(int capacity, int distinct, NextUses future) {
    this.future = future;
    this.entries = new FurthestUse(capacity, distinct);
  }

  @Override
  public boolean request(int key) {
    int next = future.after(position++);
    if (entries.contains(key)) {
      entries.used(key, next);
      return true;
    }
    if (!entries.isFull()) {
      entries.add(key, next);
    } else if (next < entries.furthest()) {
      entries.replaceFurthest(key, next);
      evictions++;
    }
    return false;
  }

  @Override
  public long used() {
    return entries.size();
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
