package dev.cachebench.scenarios.sim;

import dev.cachebench.scenarios.trace.NextUses;

/**
 * Belady's MIN with demand fill: every miss is loaded, and what is asked for again last of all
 * leaves. No policy that loads on every miss has more hits.
 *
 * <p>Source: L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM
 * Systems Journal 5(2), 1966, https://doi.org/10.1147/sj.52.0078. Requests must be those of the
 * trace, in its order. O(log capacity) a request.
 */
final class Opt implements EvictionPolicy {

  private final NextUses future;
  private final FurthestUse entries;
  private int position;
  private long evictions;

  Opt(int capacity, int distinct, NextUses future) {
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
    if (entries.isFull()) {
      entries.replaceFurthest(key, next);
      evictions++;
    } else {
      entries.add(key, next);
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
