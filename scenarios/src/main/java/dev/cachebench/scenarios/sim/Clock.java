package dev.cachebench.scenarios.sim;

/**
 * First in, first out with a second chance: one bit for each entry, clear on insertion and set by a
 * hit. An entry whose turn it is stays if its bit is set, which clears it and puts the entry behind
 * all others.
 *
 * <p>Source: F. J. Corbató, "A Paging Experiment with the Multics System", 1968. A request costs
 * constant time on average, at worst one turn of the hand.
 */
final class Clock implements EvictionPolicy {

  private final int[] ring;
  private final boolean[] isPresent;
  private final boolean[] isVisited;
  private int hand;
  private int size;
  private long evictions;

  Clock(int capacity, int distinct) {
    this.ring = new int[Math.min(capacity, distinct)];
    this.isPresent = new boolean[distinct];
    this.isVisited = new boolean[distinct];
  }

  @Override
  public boolean request(int key) {
    if (isPresent[key]) {
      isVisited[key] = true;
      return true;
    }
    if (size == ring.length) {
      evict();
    } else {
      size++;
    }
    ring[hand] = key;
    isPresent[key] = true;
    advance();
    return false;
  }

  private void evict() {
    while (isVisited[ring[hand]]) {
      isVisited[ring[hand]] = false;
      advance();
    }
    isPresent[ring[hand]] = false;
    evictions++;
  }

  private void advance() {
    hand = hand + 1 == ring.length ? 0 : hand + 1;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
