package dev.cachebench.scenarios.sim;

/** First in, first out: what was loaded first leaves, however often it was asked for. */
final class Fifo implements EvictionPolicy {

  private final Room room;
  private final KeyRing ring;
  private final boolean[] isPresent;
  private long evictions;

  Fifo(Room room, int distinct) {
    this.room = room;
    this.ring = new KeyRing(room.mostEntries(distinct));
    this.isPresent = new boolean[distinct];
  }

  @Override
  public boolean request(int key) {
    if (isPresent[key]) {
      return true;
    }
    if (!room.canHold(key)) {
      return false;
    }
    while (!room.isFor(key)) {
      int oldest = ring.removeOldest();
      isPresent[oldest] = false;
      room.free(oldest);
      evictions++;
    }
    ring.addNewest(key);
    isPresent[key] = true;
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
