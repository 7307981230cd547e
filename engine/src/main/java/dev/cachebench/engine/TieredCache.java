package dev.cachebench.engine;

import dev.cachebench.engine.breaker.Breaker;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.coherence.RecoveryQueue;
import dev.cachebench.engine.internal.Require;
import dev.cachebench.engine.memory.L1Entry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache in two tiers, memory and Redis, that reads through to an origin.
 *
 * <p>A lookup asks L1, then L2, then the loader, and fails only when the loader does: an L2 that is
 * slow, gone or corrupt costs at most its budget and is named in {@link Lookup#reason}. Callers
 * that miss the same key share one flight. What follows a future of this cache may run on a thread
 * of the Redis client: use the {@code Async} forms for anything that blocks, such as a blocking
 * call of this cache.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> the type of keys, with a stable {@code equals} and {@code hashCode}
 * @param <V> the type of values, shared between callers and therefore not to be changed
 * @see TieredCacheBuilder
 */
public final class TieredCache<K, V> implements AutoCloseable {

  private final Parts<K, V> parts;
  private final ReadPath<K, V> reads;
  private final WritePath<K, V> writes;
  private final Duration stalenessBound;
  private final Runnable release;
  private final boolean isRefreshing;
  private volatile boolean closed;

  TieredCache(Parts<K, V> parts, ReadPath<K, V> reads, Duration stalenessBound, Runnable release) {
    this.parts = parts;
    this.reads = reads;
    this.writes = new WritePath<>(parts);
    this.stalenessBound = stalenessBound;
    this.release = release;
    this.isRefreshing = parts.side().isRefreshing();
  }

  /** Returns a builder with every default filled in but the loader. */
  public static <K, V> TieredCacheBuilder<K, V> builder() {
    return new TieredCacheBuilder<>();
  }

  /**
   * Returns the key's value, waiting for it if need be.
   *
   * <p>A hit in L1 allocates nothing, and with w-tinylfu waits for no lock.
   *
   * @return the value, or null when the origin has none
   * @throws LoadFailedException when the loader failed or this thread was interrupted
   * @throws OverloadedException when the origin limit rejected the load
   * @throws ReentrantLoadException when called by a loader that the key's load waits for
   */
  public @Nullable V get(K key) {
    L1Entry<V> entry = begin(key);
    if (entry != null) {
      return entry.value();
    }
    return await(key, reads.board(key, new LookupWaiter.ForValue<>(parts.counters())));
  }

  /**
   * Returns a future of the key's value, of null when the origin has none.
   *
   * <p>Cancelling the future leaves the flight; the last one to leave cancels the load. Giving up
   * with a timeout does not: the load goes on and fills the cache.
   */
  public CompletableFuture<@Nullable V> getAsync(K key) {
    L1Entry<V> entry = begin(key);
    if (entry != null) {
      return CompletableFuture.completedFuture(entry.value());
    }
    return reads.board(key, new LookupWaiter.ForValue<>(parts.counters()));
  }

  /**
   * Returns the key's value with its tier, age and reason, waiting for it if need be.
   *
   * @throws LoadFailedException when the loader failed or this thread was interrupted
   * @throws ReentrantLoadException when called by a loader that the key's load waits for
   */
  public Lookup<V> lookup(K key) {
    L1Entry<V> entry = begin(key);
    return entry != null ? hit(entry) : await(key, reads.board(key, lookupWaiter()));
  }

  /** Returns a future of what {@link #lookup} returns; cancelling works as in {@link #getAsync}. */
  public CompletableFuture<Lookup<V>> lookupAsync(K key) {
    L1Entry<V> entry = begin(key);
    if (entry != null) {
      return CompletableFuture.completedFuture(hit(entry));
    }
    return reads.board(key, lookupWaiter());
  }

  private @Nullable L1Entry<V> begin(K key) {
    requireOpen();
    Objects.requireNonNull(key, "key");
    parts.counters().lookups.increment();
    L1Entry<V> entry = parts.l1().get(key);
    if (entry != null) {
      parts.counters().hitsL1.increment();
      if (isRefreshing) {
        reads.hit(key, entry);
      }
    }
    return entry;
  }

  private Lookup<V> hit(L1Entry<V> entry) {
    Duration age = Duration.ofNanos(Math.max(0, parts.ticker().nanos() - entry.bornNanos()));
    return new Lookup<>(entry.value(), Tier.L1, age, false, Reason.NONE, false);
  }

  private LookupWaiter<V, Lookup<V>> lookupWaiter() {
    return new LookupWaiter.ForLookup<>(parts.counters(), parts.ticker());
  }

  private <R extends @Nullable Object> R await(K key, LookupWaiter<V, R> waiter) {
    try {
      return waiter.get();
    } catch (InterruptedException e) {
      waiter.cancel(true);
      Thread.currentThread().interrupt();
      throw new LoadFailedException(key, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LoadFailedException(key, e.getCause());
    }
  }

  /**
   * Writes a new value to both tiers; call it after the origin has it.
   *
   * <p>A put never fails because L2 failed. Then other nodes, and this one once its L1 copy
   * expires, may serve the old value until it has expired in L2.
   *
   * @return why L2 did not take the value, {@link Reason#NONE} when every tier did
   * @throws CodecException when the codec cannot encode the value; the key is then in no L1
   */
  public Reason put(K key, V value) {
    return join(putAsync(key, value));
  }

  /**
   * Writes as {@link #put} does; L1 has the value when this returns, L2 when the future is done.
   */
  public CompletableFuture<Reason> putAsync(K key, V value) {
    requireOpen();
    Objects.requireNonNull(key, "key");
    return writes.put(key, Objects.requireNonNull(value, "value"));
  }

  /**
   * Removes a key from both tiers and keeps loads that began before from caching what they bring;
   * call it after the origin has changed.
   *
   * <p>It does not reach the L1 of other nodes, and never fails because L2 failed.
   *
   * @return why L2 did not remove the key, {@link Reason#NONE} when every tier did
   */
  public Reason invalidate(K key) {
    return join(invalidateAsync(key));
  }

  /** Removes as {@link #invalidate} does; L1 is done when this returns, L2 when the future is. */
  public CompletableFuture<Reason> invalidateAsync(K key) {
    requireOpen();
    return writes.invalidate(Objects.requireNonNull(key, "key"));
  }

  private static Reason join(CompletableFuture<Reason> change) {
    try {
      return change.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CodecException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Makes a key expired in both tiers, and keeps loads that began before from caching what they
   * bring. Unlike {@link #invalidate}, the old value stays on this node to be served, as stale, if
   * the next load fails: for when the old value is better than none.
   *
   * @return why L2 did not remove the key, {@link Reason#NONE} when every tier did
   */
  public Reason expire(K key) {
    return join(expireAsync(key));
  }

  /** Expires as {@link #expire} does; L1 has done so when this returns, L2 when the future is. */
  public CompletableFuture<Reason> expireAsync(K key) {
    requireOpen();
    return writes.expire(Objects.requireNonNull(key, "key"));
  }

  /**
   * Writes a value that is already {@code age} old, without jitter and without counting: how a
   * benchmark makes a cache that looks as if it had been running.
   *
   * <p>It lives for its time to live less its age; a value older than that is not written. With L2
   * on, the L1 copy is renewed every L1 time to live, so its own age is the remainder.
   *
   * @param key the key
   * @param value the value
   * @param tiers the tiers to write; those switched off are left out
   * @param age how old the value pretends to be, 0 or more
   * @return a future that is done once L2 has the value; it fails with {@link
   *     TierUnavailableException} when L2 does not take it
   */
  public CompletableFuture<@Nullable Void> fill(K key, V value, FillTiers tiers, Duration age) {
    requireOpen();
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(tiers, "tiers");
    Require.atLeast(Duration.ZERO, age, "age");
    return writes.fill(key, Objects.requireNonNull(value, "value"), tiers, age);
  }

  /**
   * Makes every entry in this node's L1 expired at once, and keeps loads that are under way from
   * filling it. Not an invalidation: L2 keeps its entries, and L1 what it may serve on errors.
   */
  public void expireL1() {
    requireOpen();
    parts.fence().moveAll();
    parts.l1().expireAll();
  }

  /**
   * Returns how long after a value was replaced at the origin a lookup may still return it.
   *
   * <p>A lookup that begins later than that never returns the old value, without any put or
   * invalidation, on the conditions that all nodes are set up alike and that Redis executes a write
   * within its budget or not at all. The bound is the time to live of the outermost tier, because
   * lives count from the start of the load and L1 copies never outlive their L2 entry, plus with L2
   * the budget, which a write may need to get there, plus how long stale values are kept for
   * errors. With both tiers off it is the age up to which flights are joined, 10 s, or 0 without
   * coalescing.
   *
   * <p>A put or invalidation shortens this on its own node; other nodes keep their L1 copy until it
   * expires.
   */
  public Duration stalenessBound() {
    return stalenessBound;
  }

  /** Returns the breaker's state, always closed without one. */
  public BreakerState breakerState() {
    Breaker breaker = parts.breaker();
    return breaker == null ? BreakerState.CLOSED : breaker.state();
  }

  /** Returns what is under way now. */
  public CachePressure pressure() {
    return new CachePressure(
        parts.coalescer().flights(),
        parts.slots().taken(),
        parts.slots().queued(),
        reads.failuresKnown());
  }

  /** Returns whether the cache was closed. */
  public boolean isClosed() {
    return closed;
  }

  /** Returns the counts so far; works after {@link #close}, too. */
  public CacheStats stats() {
    Counters counted = parts.counters();
    return new CacheStats(
        counted.lookups.sum(),
        counted.hitsL1.sum(),
        counted.hitsL2.sum(),
        counted.loadsLed.sum(),
        counted.coalesced.sum(),
        counted.errors.sum(),
        counted.left.sum(),
        counted.loads.sum(),
        counted.loadFailures.sum(),
        counted.retries.sum(),
        counted.retriesDenied.sum(),
        counted.refusedFills.sum(),
        counted.staleServed.sum(),
        counted.originRejected.sum(),
        counted.negativeHits.sum(),
        counted.errorHits.sum(),
        counted.loadTimeouts.sum(),
        counted.lateLoads.sum(),
        counted.refreshes.sum(),
        counted.refreshesSuppressed.sum(),
        counted.puts.sum(),
        counted.invalidations.sum(),
        parts.l1().evictions(),
        parts.l1().expirations(),
        parts.l1().size(),
        parts.coalescer().flights(),
        counted.l2Reads.sum(),
        counted.l2Writes.sum(),
        counted.l2WaitsExtended.sum(),
        counted.l2ConnectionsReplaced.sum(),
        recovery(RecoveryQueue::size),
        recovery(RecoveryQueue::recovered),
        recovery(RecoveryQueue::dropped),
        counted.l2ReadFailures(),
        counted.l2WriteFailures());
  }

  private long recovery(ToLongFunction<RecoveryQueue> count) {
    RecoveryQueue queue = parts.recovery();
    return queue == null ? 0 : count.applyAsLong(queue);
  }

  /** Returns how many wait for the key's flight, for tests that hold a gate. */
  int waiting(K key) {
    return parts.coalescer().waiting(key);
  }

  /**
   * Ends the cache: lookups under way fail with {@link IllegalStateException}, their loads are
   * cancelled, the connection is closed, and threads that the cache started end. Waits up to a few
   * seconds for that. A given executor and connector stay open. Closing twice does nothing.
   */
  @Override
  public void close() {
    synchronized (release) {
      if (closed) {
        return;
      }
      closed = true;
    }
    parts.coalescer().close(new IllegalStateException("cache must be open, but was closed"));
    reads.close();
    release.run();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("cache must be open, but was closed");
    }
  }
}
