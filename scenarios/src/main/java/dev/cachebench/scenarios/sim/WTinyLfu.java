package dev.cachebench.scenarios.sim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;

/**
 * W-TinyLFU as Caffeine itself does it, not a model of it: {@code maximumSize} or {@code
 * maximumWeight}, upkeep on the thread that asks.
 *
 * <p>Source: G. Einziger, R. Friedman, B. Manes, "TinyLFU: A Highly Efficient Cache Admission
 * Policy", ACM TOS 13(4), 2017, https://doi.org/10.1145/3149371. Caffeine admits some candidates by
 * chance, against attacks on its hashing, and that from a seed that nobody can set. What can be set
 * is where keys fall in its sketch; so a run numbers them by a seed of its own, and a sweep makes
 * several.
 */
final class WTinyLfu implements EvictionPolicy {

  /** Odd, so that different keys stay different. */
  private static final int SPREAD = 0x9E3779B1;

  private final Cache<Integer, Integer> cache;
  private final Room room;
  private final int seed;
  private long evictions;

  WTinyLfu(Room room, Capacity capacity, int seed) {
    this.room = room;
    this.seed = seed;
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    Caffeine<Integer, Integer> bounded =
        capacity.unit() == Capacity.Unit.ENTRIES
            ? builder
                .<Integer, Integer>evictionListener((key, value, why) -> evictions++)
                .maximumSize(capacity.amount())
            : builder
                .<Integer, Integer>evictionListener((key, value, why) -> evictions++)
                .maximumWeight(capacity.amount())
                .weigher((key, size) -> size);
    this.cache = bounded.build();
  }

  @Override
  public boolean request(int key) {
    Integer name = key * SPREAD + seed;
    if (cache.getIfPresent(name) != null) {
      return true;
    }
    if (room.canHold(key)) {
      cache.put(name, (int) room.size(key));
    }
    return false;
  }

  @Override
  public long used() {
    return cache
        .policy()
        .eviction()
        .map(Policy.Eviction::weightedSize)
        .filter(weight -> weight.isPresent())
        .map(weight -> weight.getAsLong())
        .orElseGet(cache::estimatedSize);
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
