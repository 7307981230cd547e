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
final class Sieve implements EvictionPolicy {

  private final int capacity;
  private final KeyList byInsertion;
  private final boolean[] isVisited;
  private int hand;
  private long evictions;

  Sieve(int capacity, int distinct) {
    this.capacity = capacity;
    this.byInsertion = new KeyList(distinct);
    this.isVisited = new boolean[distinct];
    this.hand = byInsertion.none;
  }

  @Override
  public boolean request(int key) {
    if (byInsertion.contains(key)) {
      isVisited[key] = true;
      return true;
    }
    if (byInsertion.size() == capacity) {
      evict();
    }
    byInsertion.addNewest(key);
    return false;
  }

  private void evict() {
    int victim = hand == byInsertion.none ? byInsertion.oldest() : hand;
    while (isVisited[victim]) {
      isVisited[victim] = false;
      int newer = byInsertion.newerThan(victim);
      victim = newer == byInsertion.none ? byInsertion.oldest() : newer;
    }
    hand = byInsertion.newerThan(victim);
    byInsertion.remove(victim);
    evictions++;
  }

  @Override
  public int size() {
    return byInsertion.size();
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
