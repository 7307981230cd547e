package dev.cachebench.scenarios.sim;

/**
 * S3-FIFO: three queues in the order of insertion. What is new waits in a small one of a tenth of
 * the capacity; what was asked for at least twice there moves on to the main one, the rest leaves,
 * and its key is remembered in a ghost queue as long as the main one. A key that is remembered goes
 * to the main queue at once, where each use, up to three, lets an entry pass the end once more.
 *
 * <p>Source: J. Yang, Y. Zhang, Z. Qiu, Y. Yue, K. V. Rashmi, "FIFO Queues are All You Need for
 * Cache Eviction", SOSP 2023, https://doi.org/10.1145/3600006.3613147, algorithm 1. Constant time
 * on average.
 */
final class S3Fifo implements EvictionPolicy {

  private static final int SMALL = 0;
  private static final int MAIN = 1;
  private static final int GHOST = 2;

  private static final int SMALL_SHARE = 10;
  private static final int MOST_USES = 3;

  /** From so many uses on an entry of the small queue moves on. */
  private static final int PROMOTED = 2;

  private final int capacity;
  private final int small;
  private final KeyLists queues;
  private final byte[] uses;
  private long evictions;

  S3Fifo(int capacity, int distinct) {
    this.capacity = capacity;
    this.small = Math.max(1, capacity / SMALL_SHARE);
    this.queues = new KeyLists(3, distinct);
    this.uses = new byte[distinct];
  }

  @Override
  public boolean request(int key) {
    int queue = queues.of(key);
    if (queue == SMALL || queue == MAIN) {
      uses[key] = (byte) Math.min(MOST_USES, uses[key] + 1);
      return true;
    }
    while (size() >= capacity) {
      evict();
    }
    // Making room may have let the ghost go.
    boolean isRemembered = queues.of(key) == GHOST;
    if (isRemembered) {
      queues.remove(key);
    }
    uses[key] = 0;
    queues.addNewest(isRemembered ? MAIN : SMALL, key);
    return false;
  }

  private void evict() {
    if (queues.size(SMALL) >= small || queues.size(MAIN) == 0) {
      evictSmall();
    } else {
      evictMain();
    }
  }

  private void evictSmall() {
    int key = queues.removeOldest(SMALL);
    if (uses[key] >= PROMOTED) {
      uses[key] = 0;
      queues.addNewest(MAIN, key);
      return;
    }
    evictions++;
    if (capacity > small) {
      if (queues.size(GHOST) >= capacity - small) {
        queues.removeOldest(GHOST);
      }
      queues.addNewest(GHOST, key);
    }
  }

  private void evictMain() {
    int key = queues.removeOldest(MAIN);
    if (uses[key] > 0) {
      uses[key]--;
      queues.addNewest(MAIN, key);
    } else {
      evictions++;
    }
  }

  @Override
  public int size() {
    return queues.size(SMALL) + queues.size(MAIN);
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
