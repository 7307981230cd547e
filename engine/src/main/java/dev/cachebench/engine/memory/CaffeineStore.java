package dev.cachebench.engine.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.cachebench.engine.time.Ticker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * L1 on Caffeine with w-tinylfu.
 *
 * <p>A hit allocates nothing and waits for no lock. Caffeine's upkeep runs on the thread that
 * happens to trigger it, so the store has no thread of its own. Writes of one key exclude each
 * other because all of them are computations of the underlying hash table.
 */
final class CaffeineStore<K, V> implements L1Store<K, V> {

  private final Cache<K, L1Entry<V>> cache;
  private final long graceNanos;
  private final Ticker ticker;
  private final AtomicLong epoch = new AtomicLong();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder expirations = new LongAdder();

  CaffeineStore(int capacity, long graceNanos, Ticker ticker) {
    this.graceNanos = graceNanos;
    this.ticker = ticker;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(capacity)
            .ticker(ticker::nanos)
            .executor(Runnable::run)
            .expireAfter(new ByDeadline<K, V>(graceNanos))
            .evictionListener(this::evicted)
            .build();
  }

  private void evicted(@Nullable K key, @Nullable L1Entry<V> entry, RemovalCause cause) {
    (cause == RemovalCause.EXPIRED ? expirations : evictions).increment();
  }

  @Override
  public @Nullable L1Entry<V> get(K key) {
    L1Entry<V> entry = cache.getIfPresent(key);
    return entry != null && entry.isLive(ticker.nanos(), epoch.get()) ? entry : null;
  }

  @Override
  public @Nullable L1Entry<V> stale(K key) {
    L1Entry<V> entry = cache.getIfPresent(key);
    return entry != null && entry.isUsable(ticker.nanos(), graceNanos) ? entry : null;
  }

  @Override
  public boolean insert(K key, L1Entry<V> entry, BooleanSupplier guard) {
    L1Entry<V> now =
        cache.asMap().compute(key, (k, present) -> admit(present, entry, guard) ? entry : present);
    return now == entry;
  }

  private boolean admit(@Nullable L1Entry<V> present, L1Entry<V> entry, BooleanSupplier guard) {
    long currentEpoch = epoch.get();
    long nowNanos = ticker.nanos();
    entry.stamp(currentEpoch);
    return entry.isLive(nowNanos, currentEpoch)
        && guard.getAsBoolean()
        && (present == null
            || !present.isLive(nowNanos, currentEpoch)
            || !entry.isOlderThan(present));
  }

  @Override
  public void remove(K key) {
    cache.asMap().remove(key);
  }

  @Override
  public void expire(K key) {
    long nowNanos = ticker.nanos();
    cache
        .asMap()
        .computeIfPresent(key, (k, held) -> graceNanos == 0 ? null : held.expiredAt(nowNanos));
  }

  @Override
  public void retain(K key, L1Entry<V> entry) {
    cache.asMap().computeIfPresent(key, (k, present) -> present == entry ? present : null);
  }

  @Override
  public void expireAll() {
    epoch.incrementAndGet();
    if (graceNanos == 0) {
      cache.invalidateAll();
    }
  }

  @Override
  public long size() {
    cache.cleanUp();
    return cache.estimatedSize();
  }

  @Override
  public long evictions() {
    return evictions.sum();
  }

  @Override
  public long expirations() {
    return expirations.sum();
  }

  private static final class ByDeadline<K, V> implements Expiry<K, L1Entry<V>> {

    private final long graceNanos;

    ByDeadline(long graceNanos) {
      this.graceNanos = graceNanos;
    }

    @Override
    public long expireAfterCreate(K key, L1Entry<V> entry, long nowNanos) {
      return Math.max(0, entry.deadlineNanos() + graceNanos - nowNanos);
    }

    @Override
    public long expireAfterUpdate(K key, L1Entry<V> entry, long nowNanos, long leftNanos) {
      return Math.max(0, entry.deadlineNanos() + graceNanos - nowNanos);
    }

    @Override
    public long expireAfterRead(K key, L1Entry<V> entry, long nowNanos, long leftNanos) {
      return leftNanos;
    }
  }
}
