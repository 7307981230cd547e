package dev.cachebench.scenarios.sim;

/**
 * Adaptive replacement: entries used once and entries used again in two LRU lists, and of each the
 * keys that left it last; a request for one of those tells which list should have been longer.
 *
 * <p>Source: N. Megiddo, D. S. Modha, "ARC: A Self-Tuning, Low Overhead Replacement Cache", FAST
 * 2003, figure 4. Constant time a request.
 */
final class Arc implements EvictionPolicy {

  private static final int ONCE = 0;
  private static final int AGAIN = 1;
  private static final int LEFT_ONCE = 2;
  private static final int LEFT_AGAIN = 3;

  private final int capacity;
  private final KeyLists lists;
  private double target;
  private long evictions;

  Arc(int capacity, int distinct) {
    this.capacity = capacity;
    this.lists = new KeyLists(4, distinct);
  }

  @Override
  public boolean request(int key) {
    switch (lists.of(key)) {
      case ONCE, AGAIN -> {
        lists.move(AGAIN, key);
        return true;
      }
      case LEFT_ONCE -> {
        double step = Math.max(1, (double) lists.size(LEFT_AGAIN) / lists.size(LEFT_ONCE));
        target = Math.min(capacity, target + step);
        replace(false);
        lists.move(AGAIN, key);
      }
      case LEFT_AGAIN -> {
        double step = Math.max(1, (double) lists.size(LEFT_ONCE) / lists.size(LEFT_AGAIN));
        target = Math.max(0, target - step);
        replace(true);
        lists.move(AGAIN, key);
      }
      default -> {
        makeRoom();
        lists.addNewest(ONCE, key);
      }
    }
    return false;
  }

  private void makeRoom() {
    int once = lists.size(ONCE) + lists.size(LEFT_ONCE);
    int all = once + lists.size(AGAIN) + lists.size(LEFT_AGAIN);
    if (once == capacity) {
      if (lists.size(ONCE) < capacity) {
        lists.removeOldest(LEFT_ONCE);
        replace(false);
      } else {
        lists.removeOldest(ONCE);
        evictions++;
      }
    } else if (all >= capacity) {
      if (all == 2 * capacity) {
        lists.removeOldest(LEFT_AGAIN);
      }
      replace(false);
    }
  }

  /** Lets an entry leave, unless there is room: of which list, the target decides. */
  private void replace(boolean hadLeftAgain) {
    if (used() < capacity) {
      return;
    }
    int once = lists.size(ONCE);
    boolean isOnceTooLong = once > target || (hadLeftAgain && once == target);
    if (once >= 1 && isOnceTooLong) {
      lists.move(LEFT_ONCE, lists.oldest(ONCE));
    } else {
      lists.move(LEFT_AGAIN, lists.oldest(AGAIN));
    }
    evictions++;
  }

  @Override
  public long used() {
    return (long) lists.size(ONCE) + lists.size(AGAIN);
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
