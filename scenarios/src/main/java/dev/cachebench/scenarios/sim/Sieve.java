package dev.cachebench.scenarios.sim;

/**
 * SIEVE: a queue in the order of insertion and a hand that walks from the oldest entry to the
 * newest. It passes visited entries, clearing their bits but leaving them in place, and evicts the
 * first that is not visited. A hit sets the bit; it is clear on insertion.
 *
 * <p>Source: Y. Zhang, J. Yang, Y. Yue, Y. Vigfusson, K. V. Rashmi, "SIEVE is Simpler than LRU: an
 * Efficient Turn-Key Eviction Algorithm for Web Caches", NSDI 2024,
 * https://www.usenix.org/conference/nsdi24/presentation/zhang-yazhuo. A request costs constant time
 * on average, at worst one walk over the queue.
 */
final class Sieve extends RoomPolicy {

  private final KeyList byInsertion;
  private final boolean[] isVisited;
  private int hand;

  Sieve(Room room, int distinct) {
    super(room);
    this.byInsertion = new KeyList(distinct);
    this.isVisited = new boolean[distinct];
    this.hand = byInsertion.none;
  }

  @Override
  boolean use(int key) {
    if (!byInsertion.contains(key)) {
      return false;
    }
    isVisited[key] = true;
    return true;
  }

  @Override
  void evict() {
    int victim = hand == byInsertion.none ? byInsertion.oldest() : hand;
    while (isVisited[victim]) {
      isVisited[victim] = false;
      int newer = byInsertion.newerThan(victim);
      victim = newer == byInsertion.none ? byInsertion.oldest() : newer;
    }
    hand = byInsertion.newerThan(victim);
    byInsertion.remove(victim);
    evicted(victim);
  }

  @Override
  void insert(int key) {
    byInsertion.addNewest(key);
  }
}
