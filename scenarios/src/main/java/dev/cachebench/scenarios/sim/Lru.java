package dev.cachebench.scenarios.sim;

/** Least recently used: what was not asked for the longest leaves. Constant time a request. */
final class Lru extends RoomPolicy {

  private final KeyList byUse;

  Lru(Room room, int distinct) {
    super(room);
    this.byUse = new KeyList(distinct);
  }

  @Override
  boolean use(int key) {
    if (!byUse.contains(key)) {
      return false;
    }
    byUse.remove(key);
    byUse.addNewest(key);
    return true;
  }

  @Override
  void evict() {
    int oldest = byUse.oldest();
    byUse.remove(oldest);
    evicted(oldest);
  }

  @Override
  void insert(int key) {
    byUse.addNewest(key);
  }
}
