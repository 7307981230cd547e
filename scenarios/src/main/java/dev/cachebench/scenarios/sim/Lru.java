package dev.cachebench.scenarios.sim;

/** Least recently used: what was not asked for the longest leaves. Constant time a request. */
final class Lru implements EvictionPolicy {

  private final Room room;
  private final KeyList byUse;
  private long evictions;

  Lru(Room room, int distinct) {
    this.room = room;
    this.byUse = new KeyList(distinct);
  }

  @Override
  public boolean request(int key) {
    if (byUse.contains(key)) {
      byUse.remove(key);
      byUse.addNewest(key);
      return true;
    }
    if (!room.canHold(key)) {
      return false;
    }
    while (!room.isFor(key)) {
      int oldest = byUse.oldest();
      byUse.remove(oldest);
      room.free(oldest);
      evictions++;
    }
    byUse.addNewest(key);
    room.take(key);
    return false;
  }

  @Override
  public long used() {
    return room.used();
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
