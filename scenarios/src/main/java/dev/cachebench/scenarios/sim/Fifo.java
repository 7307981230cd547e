package dev.cachebench.scenarios.sim;

/** First in, first out: what was loaded first leaves, however often it was asked for. */
final class Fifo implements EvictionPolicy {

  private final int[] ring;
  private final boolean[] isPresent;
  private int next;
  private int size;
  private long evictions;

  Fifo(int capacity, int distinct) {
    // A ring larger than the catalogue never fills.
    this.ring = new int[Math.min(capacity, distinct)];
    this.isPresent = new boolean[distinct];
  }

  @Override
  public boolean request(int key) {
    if (isPresent[key]) {
      return true;
    }
    if (size == ring.length) {
      isPresent[ring[next]] = false;
      evictions++;
    } else {
      size++;
    }
    ring[next] = key;
    isPresent[key] = true;
    next = next + 1 == ring.length ? 0 : next + 1;
    return false;
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
