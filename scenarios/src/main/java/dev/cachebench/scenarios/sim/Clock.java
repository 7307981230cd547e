package dev.cachebench.scenarios.sim;

/**
 * First in, first out with a second chance: one bit for each entry, clear on insertion and set by a
 * hit. An entry whose turn it is stays if its bit is set, which clears it and puts the entry behind
 * all others.
 *
 * <p>Source: F. J. Corbató, "A Paging Experiment with the Multics System", 1968. A request costs
 * constant time on average, at worst one turn of the hand.
 */
final class Clock extends RoomPolicy {

  private final KeyRing ring;
  private final boolean[] isPresent;
  private final boolean[] isVisited;

  Clock(Room room, int distinct) {
    super(room);
    this.ring = new KeyRing(room.mostEntries(distinct));
    this.isPresent = new boolean[distinct];
    this.isVisited = new boolean[distinct];
  }

  @Override
  boolean use(int key) {
    if (isPresent[key]) {
      isVisited[key] = true;
      return true;
    }
    return false;
  }

  @Override
  void evict() {
    int oldest = ring.removeOldest();
    while (isVisited[oldest]) {
      isVisited[oldest] = false;
      ring.addNewest(oldest);
      oldest = ring.removeOldest();
    }
    isPresent[oldest] = false;
    evicted(oldest);
  }

  @Override
  void insert(int key) {
    ring.addNewest(key);
    isPresent[key] = true;
  }
}
