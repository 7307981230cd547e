package dev.cachebench.engine.expiry;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.L1Entry;
import dev.cachebench.engine.memory.L1Store;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.time.Ticker;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, on this node only, which keys the origin does not have and which it fails to load.
 *
 * <p>Absent keys and errors have a store of their own each, apart from the values', so that a flood
 * of unknown keys evicts nothing but other unknown keys. Entries are guarded like values: what an
 * insert or invalidation overtakes is not remembered.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> the type of keys
 */
public final class FailureMemory<K> {

  private static final Object ABSENT = new Object();

  private record Failure(RuntimeException error, int inARow) {}

  private final @Nullable NegativeConfig negative;
  private final @Nullable ErrorCacheConfig errors;
  private final L1Store<K, Object> absentKeys;
  private final L1Store<K, Failure> failedKeys;
  private final RandomGenerator random;
  private final Ticker ticker;

  /**
   * Creates an empty memory.
   *
   * @param negative how absent keys are remembered, null for not at all
   * @param errors how errors are remembered, null for not at all
   * @param random where U comes from; used under a lock
   * @param ticker the clock of its lives
   */
  public FailureMemory(
      @Nullable NegativeConfig negative,
      @Nullable ErrorCacheConfig errors,
      RandomGenerator random,
      Ticker ticker) {
    this.negative = negative;
    this.errors = errors;
    this.random = random;
    this.ticker = ticker;
    this.absentKeys =
        negative == null ? L1Store.none() : L1Store.create(store(negative.capacity()), ticker);
    this.failedKeys =
        errors == null
            ? L1Store.none()
            : L1Store.create(store(errors.capacity()), errors.longest().toNanos(), ticker);
  }

  private static MemoryTierConfig store(int capacity) {
    return new MemoryTierConfig(
        capacity, MemoryTierConfig.defaults().ttl(), EvictionPolicy.W_TINYLFU);
  }

  /** Returns the ticker reading at which the key was found absent, or null. */
  public @Nullable Long absentSince(K key) {
    L1Entry<Object> entry = absentKeys.get(key);
    return entry == null ? null : (Long) entry.bornNanos();
  }

  /** Returns the error that the key's loads end in for now, or null. */
  public @Nullable RuntimeException error(K key) {
    L1Entry<Failure> entry = failedKeys.get(key);
    return entry == null ? null : entry.value().error();
  }

  /**
   * Remembers that the origin does not have the key.
   *
   * @param bornNanos ticker reading at which the load began
   * @param guard whether nothing has overtaken the load
   */
  public void absent(K key, long bornNanos, BooleanSupplier guard) {
    if (negative != null) {
      long deadlineNanos = bornNanos + negative.ttl().toNanos();
      absentKeys.insert(key, new L1Entry<>(ABSENT, bornNanos, deadlineNanos), guard);
    }
    failedKeys.remove(key);
  }

  /**
   * Remembers an error as its class asks for.
   *
   * @param error what the key's lookups end in
   * @param kind never {@link ErrorClass#ABSENT}
   * @param guard whether nothing has overtaken the load
   */
  public void failed(K key, RuntimeException error, ErrorClass kind, BooleanSupplier guard) {
    if (errors == null || kind == ErrorClass.CANCELLED) {
      return;
    }
    L1Entry<Failure> before = failedKeys.stale(key);
    int inARow = before == null ? 1 : before.value().inARow() + 1;
    long lifeNanos =
        kind == ErrorClass.PERMANENT
            ? errors.longest().toNanos()
            : errors.lifeNanos(inARow, uniform());
    long nowNanos = ticker.nanos();
    failedKeys.insert(
        key, new L1Entry<>(new Failure(error, inARow), nowNanos, nowNanos + lifeNanos), guard);
  }

  private double uniform() {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  /** Forgets what is known of a key: it was loaded, inserted or invalidated. */
  public void forget(K key) {
    absentKeys.remove(key);
    failedKeys.remove(key);
  }

  /** Returns how many keys are remembered, those not yet found to be expired included. */
  public long size() {
    return absentKeys.size() + failedKeys.size();
  }
}
