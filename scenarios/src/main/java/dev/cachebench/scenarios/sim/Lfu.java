package dev.cachebench.scenarios.sim;

import java.util.Arrays;

/**
 * Least frequently used: the entry with the fewest uses since it was loaded leaves, of several the
 * one whose last use is longest ago. What has left starts again from one.
 *
 * <p>Constant time a request by a list of the counts that occur, each with its entries in the order
 * of use (K. Shah, A. Mitra, D. Matani, "An O(1) algorithm for implementing the LFU cache eviction
 * scheme", 2010).
 */
final class Lfu extends RoomPolicy {

  private static final int NONE = -1;

  private final int[] newer;
  private final int[] older;

  /** The group that each key is in, or {@link #NONE}. */
  private final int[] group;

  private final Groups groups;

  /** Entries of the same number of uses, the groups in the order of that number. */
  private static final class Groups {
    final int[] uses;
    final int[] oldest;
    final int[] newest;
    final int[] fewer;
    final int[] more;
    private final int[] free;
    private int freeCount;
    int fewest = NONE;

    Groups(int count) {
      uses = new int[count];
      oldest = new int[count];
      newest = new int[count];
      fewer = new int[count];
      more = new int[count];
      free = new int[count];
      for (int i = 0; i < count; i++) {
        free[i] = i;
      }
      freeCount = count;
    }

    /** Makes a group behind another, or before all. */
    int addAfter(int previous, int count) {
      int added = free[--freeCount];
      uses[added] = count;
      oldest[added] = NONE;
      newest[added] = NONE;
      int next = previous == NONE ? fewest : more[previous];
      fewer[added] = previous;
      more[added] = next;
      if (previous == NONE) {
        fewest = added;
      } else {
        more[previous] = added;
      }
      if (next != NONE) {
        fewer[next] = added;
      }
      return added;
    }

    void remove(int empty) {
      int previous = fewer[empty];
      int next = more[empty];
      if (previous == NONE) {
        fewest = next;
      } else {
        more[previous] = next;
      }
      if (next != NONE) {
        fewer[next] = previous;
      }
      free[freeCount++] = empty;
    }
  }

  Lfu(Room room, int distinct) {
    super(room);
    this.newer = new int[distinct];
    this.older = new int[distinct];
    this.group = new int[distinct];
    Arrays.fill(group, NONE);
    // A new group is made before the old one is found empty.
    this.groups = new Groups(room.mostEntries(distinct) + 2);
  }

  @Override
  boolean use(int key) {
    int from = group[key];
    if (from == NONE) {
      return false;
    }
    int uses = groups.uses[from] + 1;
    int next = groups.more[from];
    boolean isThere = next != NONE && groups.uses[next] == uses;
    int to = isThere ? next : groups.addAfter(from, uses);
    remove(key);
    addNewest(to, key);
    return true;
  }

  @Override
  void evict() {
    int victim = groups.oldest[groups.fewest];
    remove(victim);
    evicted(victim);
  }

  @Override
  void insert(int key) {
    int fewest = groups.fewest;
    boolean isThere = fewest != NONE && groups.uses[fewest] == 1;
    addNewest(isThere ? fewest : groups.addAfter(NONE, 1), key);
  }

  private void addNewest(int to, int key) {
    int second = groups.newest[to];
    older[key] = second;
    newer[key] = NONE;
    if (second == NONE) {
      groups.oldest[to] = key;
    } else {
      newer[second] = key;
    }
    groups.newest[to] = key;
    group[key] = to;
  }

  private void remove(int key) {
    int from = group[key];
    if (older[key] == NONE) {
      groups.oldest[from] = newer[key];
    } else {
      newer[older[key]] = newer[key];
    }
    if (newer[key] == NONE) {
      groups.newest[from] = older[key];
    } else {
      older[newer[key]] = older[key];
    }
    group[key] = NONE;
    if (groups.oldest[from] == NONE) {
      groups.remove(from);
    }
  }
}
