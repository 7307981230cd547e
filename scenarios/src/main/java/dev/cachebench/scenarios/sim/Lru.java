package dev.cachebench.scenarios.sim;

/** Least recently used: what was not asked for the longest leaves. Constant time a request. */
final class Lru implements EvictionPolicy {

  private final int capacity;
  private final KeyList byUse;
  private long evictions;

  Lru(int capacity, int distinct) {
    this.capacity = capacity;
    this.byUse = new KeyList(distinct);
  }

  @Override
  public boolean request(int key) {
    if (byUse.contains(key)) {
      byUse.remove(key);
      byUse.addNewest(key);
      return true;
    }
    if (byUse.size() == capacity) {
      byUse.remove(byUse.oldest());
      evictions++;
    }
    byUse.addNewest(key);
    return false;
  }

  @Override
  public int size() {
    return byUse.size();
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
