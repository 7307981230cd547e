package dev.cachebench.scenarios.sim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * W-TinyLFU as Caffeine itself does it, not a model of it: {@code maximumSize}, upkeep on the
 * thread that asks.
 *
 * <p>Source: G. Einziger, R. Friedman, B. Manes, "TinyLFU: A Highly Efficient Cache Admission
 * Policy", ACM TOS 13(4), 2017, https://doi.org/10.1145/3149371. Caffeine admits some candidates by
 * chance, against attacks on its hashing, and that from a seed that nobody can set: hit ratios may
 * differ from run to run, by up to 0.02 on a Zipf load. One run is made here, no mean over several.
 */
final class WTinyLfu implements EvictionPolicy {

  private final Cache<Integer, Boolean> cache;
  private long evictions;

  WTinyLfu(int capacity) {
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(capacity)
            .executor(Runnable::run)
            .evictionListener((key, value, cause) -> evictions++)
            .build();
  }

  @Override
  public boolean request(int key) {
    if (cache.getIfPresent(key) != null) {
      return true;
    }
    cache.put(key, Boolean.TRUE);
    return false;
  }

  @Override
  public int size() {
    return (int) cache.estimatedSize();
  }

  @Override
  public long evictions() {
    return evictions;
  }
}
