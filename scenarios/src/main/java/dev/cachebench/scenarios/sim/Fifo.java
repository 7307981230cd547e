package dev.cachebench.scenarios.sim;

/** First in, first out: what was loaded first leaves, however often it was asked for. */
final class Fifo extends RoomPolicy {

  private final KeyRing ring;
  private final boolean[] isPresent;

  Fifo(Room room, int distinct) {
    super(room);
    this.ring = new KeyRing(room.mostEntries(distinct));
    this.isPresent = new boolean[distinct];
  }

  @Override
  boolean use(int key) {
    return isPresent[key];
  }

  @Override
  void evict() {
    int oldest = ring.removeOldest();
    isPresent[oldest] = false;
    evicted(oldest);
  }

  @Override
  void insert(int key) {
    ring.addNewest(key);
    isPresent[key] = true;
  }
}
