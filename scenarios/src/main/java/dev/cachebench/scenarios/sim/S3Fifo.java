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
final class S3Fifo extends RoomPolicy {

  private static final int SMALL = 0;
  private static final int MAIN = 1;
  private static final int GHOST = 2;

  private static final int SMALL_SHARE = 10;
  private static final int MOST_USES = 3;

  /** From so many uses on an entry of the small queue moves on. */
  private static final int PROMOTED = 2;

  private final long small;
  private final KeyLists queues;
  private final byte[] uses;
  private long inSmall;
  private long inGhost;

  S3Fifo(Room room, int distinct) {
    super(room);
    this.small = Math.max(1, room.capacity() / SMALL_SHARE);
    this.queues = new KeyLists(3, distinct);
    this.uses = new byte[distinct];
  }

  @Override
  boolean use(int key) {
    int queue = queues.of(key);
    if (queue == SMALL || queue == MAIN) {
      uses[key] = (byte) Math.min(MOST_USES, uses[key] + 1);
      return true;
    }
    return false;
  }

  @Override
  void insert(int key) {
    // Making room may have let the ghost go.
    boolean isRemembered = queues.of(key) == GHOST;
    uses[key] = 0;
    if (isRemembered) {
      queues.move(MAIN, key);
      inGhost -= room.size(key);
    } else {
      queues.addNewest(SMALL, key);
      inSmall += room.size(key);
    }
  }

  @Override
  void evict() {
    if (queues.size(MAIN) == 0 || (inSmall >= small && queues.size(SMALL) > 0)) {
      evictSmall();
    } else {
      evictMain();
    }
  }

  private void evictSmall() {
    int key = queues.removeOldest(SMALL);
    inSmall -= room.size(key);
    if (uses[key] >= PROMOTED) {
      uses[key] = 0;
      queues.addNewest(MAIN, key);
      return;
    }
    evicted(key);
    remember(key);
  }

  private void evictMain() {
    int key = queues.removeOldest(MAIN);
    if (uses[key] > 0) {
      uses[key]--;
      queues.addNewest(MAIN, key);
    } else {
      evicted(key);
    }
  }

  private void remember(int key) {
    long most = room.capacity() - small;
    while (queues.size(GHOST) > 0 && inGhost + room.size(key) > most) {
      inGhost -= room.size(queues.removeOldest(GHOST));
    }
    if (room.size(key) <= most) {
      queues.addNewest(GHOST, key);
      inGhost += room.size(key);
    }
  }
}
