package dev.cachebench.engine.memory;

import dev.cachebench.engine.time.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * L1 that always evicts the least recently used entry.
 *
 * <p>One hash table in order of access under one lock: every operation is O(1), and reads of many
 * threads wait for each other, which is the price of exactness. An entry past its deadline keeps
 * its place until it is asked for or becomes the least recently used.
 */
final class LruStore<K, V> implements L1Store<K, V> {

  private final Lock lock = new ReentrantLock();
  private final LinkedHashMap<K, L1Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final int capacity;
  private final long graceNanos;
  private final Ticker ticker;
  private long epoch;
  private long evictions;
  private long expirations;

  LruStore(int capacity, long graceNanos, Ticker ticker) {
    this.graceNanos = graceNanos;
    this.capacity = capacity;
    this.ticker = ticker;
  }

  @Override
  public @Nullable L1Entry<V> get(K key) {
    return locked(() -> live(key, ticker.nanos()));
  }

  private @Nullable L1Entry<V> live(K key, long nowNanos) {
    L1Entry<V> entry = entries.get(key);
    if (entry != null && !entry.isLive(nowNanos, epoch)) {
      if (graceNanos == 0 || !entry.isUsable(nowNanos, graceNanos)) {
        entries.remove(key);
        expirations++;
      }
      return null;
    }
    return entry;
  }

  @Override
  public @Nullable L1Entry<V> stale(K key) {
    return locked(
        () -> {
          L1Entry<V> entry = entries.get(key);
          return entry != null && entry.isUsable(ticker.nanos(), graceNanos) ? entry : null;
        });
  }

  @Override
  public boolean insert(K key, L1Entry<V> entry, BooleanSupplier guard) {
    lock.lock();
    try {
      long nowNanos = ticker.nanos();
      entry.stamp(epoch);
      if (!entry.isLive(nowNanos, epoch) || !guard.getAsBoolean()) {
        return false;
      }
      L1Entry<V> present = live(key, nowNanos);
      if (present != null && entry.isOlderThan(present)) {
        return false;
      }
      entries.put(key, entry);
      evictDownToCapacity(nowNanos);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void evictDownToCapacity(long nowNanos) {
    var eldestFirst = entries.entrySet().iterator();
    while (entries.size() > capacity) {
      Map.Entry<K, L1Entry<V>> eldest = eldestFirst.next();
      if (eldest.getValue().isLive(nowNanos, epoch)) {
        evictions++;
      } else {
        expirations++;
      }
      eldestFirst.remove();
    }
  }

  @Override
  public void remove(K key) {
    locked(() -> entries.remove(key));
  }

  @Override
  public void expire(K key) {
    long nowNanos = ticker.nanos();
    locked(
        () ->
            entries.computeIfPresent(
                key, (k, held) -> graceNanos == 0 ? null : held.expiredAt(nowNanos)));
  }

  @Override
  public void retain(K key, L1Entry<V> entry) {
    locked(() -> entries.computeIfPresent(key, (k, held) -> held == entry ? held : null));
  }

  @Override
  public void expireAll() {
    locked(
        () -> {
          if (graceNanos == 0) {
            entries.clear();
          }
          return ++epoch;
        });
  }

  @Override
  public long size() {
    return locked(() -> (long) entries.size());
  }

  @Override
  public long evictions() {
    return locked(() -> evictions);
  }

  @Override
  public long expirations() {
    return locked(() -> expirations);
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
