package dev.cachebench.engine.memory;

import dev.cachebench.engine.time.Ticker;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounded map in memory whose entries each expire at a deadline of their own.
 *
 * <p>Safe for use by many threads. {@link #insert}, {@link #remove} and {@link #retain} of one key
 * exclude each other, so a guard that is false once an invalidation has begun keeps out every value
 * that the invalidation would have removed.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface L1Store<K, V> {

  /** Returns the live entry of the key and marks it used, or null. */
  @Nullable L1Entry<V> get(K key);

  /** Returns the key's entry, live or expired no longer than the grace, or null. */
  @Nullable L1Entry<V> stale(K key);

  /**
   * Stores an entry unless it has expired already, the guard forbids it, or a live entry of the key
   * is younger.
   *
   * @param key the key
   * @param entry an entry that no store has seen before
   * @param guard asked while no other write of the key can happen
   * @return whether the entry was stored
   */
  boolean insert(K key, L1Entry<V> entry, BooleanSupplier guard);

  /** Removes the key's entry, if any. */
  void remove(K key);

  /** Makes the key's entry expired at once, kept for its grace. */
  void expire(K key);

  /** Removes the key's entry unless it is this very one. */
  void retain(K key, L1Entry<V> entry);

  /**
   * Makes every entry expired at once, kept for its grace; an insert whose guard was asked before
   * stays expired.
   */
  void expireAll();

  /** Returns the number of entries held, those not yet found to be expired included. */
  long size();

  /** Returns how many entries left for want of room. */
  long evictions();

  /** Returns how many entries were found past their deadline and dropped. */
  long expirations();

  /**
   * Creates a store.
   *
   * @param config capacity and policy
   * @param ticker the clock of its deadlines
   */
  static <K, V> L1Store<K, V> create(MemoryTierConfig config, Ticker ticker) {
    return create(config, 0, ticker);
  }

  /**
   * Creates a store that keeps entries past their deadline, within its capacity.
   *
   * @param config capacity and policy
   * @param graceNanos how long after its deadline {@link #stale} finds an entry, 0 or more
   * @param ticker the clock of its deadlines
   */
  static <K, V> L1Store<K, V> create(MemoryTierConfig config, long graceNanos, Ticker ticker) {
    return config.policy() == EvictionPolicy.LRU
        ? new LruStore<>(config.capacity(), graceNanos, ticker)
        : new CaffeineStore<>(config.capacity(), graceNanos, ticker);
  }

  /** Returns the store that holds nothing: L1 switched off. */
  static <K, V> L1Store<K, V> none() {
    return new EmptyStore<>();
  }
}
