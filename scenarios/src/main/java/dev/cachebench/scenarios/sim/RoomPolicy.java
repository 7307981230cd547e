package dev.cachebench.scenarios.sim;

/**
 * A policy that keeps entries while there is room: a miss pushes out entries until the new one
 * fits. Policies differ in what a use changes and in who leaves.
 */
abstract sealed class RoomPolicy implements EvictionPolicy
    permits Clock, Fifo, Lfu, Lru, S3Fifo, Sieve {

  final Room room;
  private long evictions;

  RoomPolicy(Room room) {
    this.room = room;
  }

  /** Notes a use of a key; returns whether it is present. */
  abstract boolean use(int key);

  /** Pushes one entry out, or comes a step nearer to that. */
  abstract void evict();

  /** Takes in a key, for which there is room. */
  abstract void insert(int key);

  @Override
  public final boolean request(int key) {
    if (use(key)) {
      return true;
    }
    if (!room.canHold(key)) {
      return false;
    }
    while (!room.isFor(key)) {
      evict();
    }
    insert(key);
    room.take(key);
    return false;
  }

  /** Counts an entry that has left. */
  final void evicted(int key) {
    room.free(key);
    evictions++;
  }

  @Override
  public final long used() {
    return room.used();
  }

  @Override
  public final long evictions() {
    return evictions;
  }
}
