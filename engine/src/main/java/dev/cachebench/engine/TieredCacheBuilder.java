package dev.cachebench.engine;

import dev.cachebench.engine.breaker.Breaker;
import dev.cachebench.engine.breaker.BreakerConfig;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.coalesce.RequestCoalescer;
import dev.cachebench.engine.coherence.Fence;
import dev.cachebench.engine.coherence.RecoveryQueue;
import dev.cachebench.engine.expiry.ErrorCacheConfig;
import dev.cachebench.engine.expiry.ErrorClass;
import dev.cachebench.engine.expiry.FailureMemory;
import dev.cachebench.engine.expiry.Lifetimes;
import dev.cachebench.engine.expiry.NegativeConfig;
import dev.cachebench.engine.expiry.TtlJitter;
import dev.cachebench.engine.internal.Require;
import dev.cachebench.engine.memory.L1Store;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.overload.LoadRetries;
import dev.cachebench.engine.overload.LoadSlots;
import dev.cachebench.engine.overload.LoadTimeouts;
import dev.cachebench.engine.overload.OriginLimit;
import dev.cachebench.engine.overload.RetryBudget;
import dev.cachebench.engine.redis.Codec;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.redis.L2Store;
import dev.cachebench.engine.redis.RedisAddress;
import dev.cachebench.engine.redis.RedisConnector;
import dev.cachebench.engine.redis.RedisTierConfig;
import dev.cachebench.engine.refresh.EarlyExpiry;
import dev.cachebench.engine.refresh.RefreshAhead;
import dev.cachebench.engine.refresh.RefreshSchedule;
import dev.cachebench.engine.refresh.Refresher;
import dev.cachebench.engine.time.Scheduler;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link TieredCache}, each mechanism a switch.
 *
 * <p>Confined to one thread. Each call of {@link #build} makes a cache of its own.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class TieredCacheBuilder<K, V> {

  private static final Duration UNCACHED_FLIGHT_AGE = Duration.ofSeconds(10);
  private static final int CLOSE_SECONDS = 5;

  /** What opens L2 when the cache is built, with the life and the delay it may add. */
  private record L2Source<V>(
      BiFunction<Ticker, Duration, L2Store<V>> open, Duration ttl, Duration writeAllowance) {}

  private @Nullable AsyncCacheLoader<K, V> loader;
  private boolean isLoaderBlocking;
  private @Nullable MemoryTierConfig l1 = MemoryTierConfig.defaults();
  private @Nullable L2Source<V> l2;
  private @Nullable BiFunction<? super K, ? super V, Duration> entryTtl;
  private double jitter = 0.1;
  private boolean coalescing = true;
  private boolean fence = true;
  private int recoveryQueue;
  private @Nullable BreakerConfig breaker;
  private @Nullable OriginLimit originLimit;
  private Duration staleIfError = Duration.ZERO;
  private @Nullable LoadTimeouts backgroundLoad;
  private @Nullable RetryBudget retryBudget;
  private @Nullable NegativeConfig negative;
  private @Nullable ErrorCacheConfig errorCache;
  private Function<? super Throwable, ErrorClass> errorClasses = ErrorClass::of;
  private @Nullable EarlyExpiry earlyExpiry;
  private @Nullable RefreshAhead refreshAhead;
  private @Nullable Scheduler scheduler;
  private final List<CacheListener> listeners = new ArrayList<>();
  private final List<CacheObserver> observers = new ArrayList<>();
  private String name = "cache";
  private Function<? super K, String> keyText = String::valueOf;
  private Ticker ticker = Ticker.system();
  private @Nullable RandomGenerator random;
  private @Nullable Executor executor;

  TieredCacheBuilder() {}

  /**
   * Sets a loader that blocks.
   *
   * <p>By default each such load gets a thread of its own. Required, unless {@link #asyncLoader} is
   * called.
   */
  public TieredCacheBuilder<K, V> loader(CacheLoader<K, V> blocking) {
    Objects.requireNonNull(blocking, "loader");
    loader = key -> CompletableFuture.completedFuture(blocking.load(key));
    isLoaderBlocking = true;
    return this;
  }

  /** Sets a loader that answers later. Required, unless {@link #loader} is called. */
  public TieredCacheBuilder<K, V> asyncLoader(AsyncCacheLoader<K, V> async) {
    loader = Objects.requireNonNull(async, "asyncLoader");
    isLoaderBlocking = false;
    return this;
  }

  /** Switches L1 on with these settings. Default: {@link MemoryTierConfig#defaults}. */
  public TieredCacheBuilder<K, V> l1(MemoryTierConfig config) {
    l1 = Objects.requireNonNull(config, "l1");
    return this;
  }

  /** Switches L1 off. */
  public TieredCacheBuilder<K, V> withoutL1() {
    l1 = null;
    return this;
  }

  /**
   * Switches L2 on, over a connector that others may use too and that stays open when the cache is
   * closed. Default: off.
   *
   * @param connector threads and address
   * @param codec turns values into bytes and back
   * @param config settings of the tier
   */
  public TieredCacheBuilder<K, V> l2(
      RedisConnector connector, Codec<V> codec, RedisTierConfig config) {
    Objects.requireNonNull(connector, "connector");
    Objects.requireNonNull(codec, "codec");
    l2 =
        new L2Source<>(
            (clock, grace) -> connector.open(codec, config, grace, clock),
            config.ttl(),
            config.longestWait());
    return this;
  }

  /**
   * Switches L2 on, over threads and a connection that end with the cache. Default: off.
   *
   * @param address where Redis is
   * @param codec turns values into bytes and back
   * @param config settings of the tier
   */
  public TieredCacheBuilder<K, V> l2(RedisAddress address, Codec<V> codec, RedisTierConfig config) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(codec, "codec");
    l2 =
        new L2Source<>(
            (clock, grace) -> RedisConnector.openOwned(address, codec, config, grace, clock),
            config.ttl(),
            config.longestWait());
    return this;
  }

  /** Switches L2 on with a store of the caller's, closed with the cache. */
  TieredCacheBuilder<K, V> l2(L2Store<V> store, Duration ttl, Duration writeAllowance) {
    l2 = new L2Source<>((clock, grace) -> store, ttl, writeAllowance);
    return this;
  }

  /** Switches L2 off. */
  public TieredCacheBuilder<K, V> withoutL2() {
    l2 = null;
    return this;
  }

  /**
   * Sets the largest share of each time to live that is taken off at random, so that entries
   * written together do not expire together.
   *
   * @param share 0 (off) to below 1; default 0.1
   */
  public TieredCacheBuilder<K, V> jitter(double share) {
    jitter = share;
    return this;
  }

  /**
   * Sets a time to live of each entry's own, asked for when it is loaded or put, jitter included.
   *
   * @param ttl greater than 0; a longer one than the tier's changes nothing, so that the staleness
   *     bound holds. One that is not greater than 0 fails the load or the put. Default: none
   */
  public TieredCacheBuilder<K, V> entryTtl(BiFunction<? super K, ? super V, Duration> ttl) {
    entryTtl = Objects.requireNonNull(ttl, "entryTtl");
    return this;
  }

  /** Sets whether callers that miss the same key share one flight. Default: true. */
  public TieredCacheBuilder<K, V> coalescing(boolean on) {
    coalescing = on;
    return this;
  }

  /** Sets whether invalidations keep older loads from being cached. Default: true. */
  public TieredCacheBuilder<K, V> fence(boolean on) {
    fence = on;
    return this;
  }

  /**
   * Switches on a queue of keys whose writes or removals Redis did not take. What Redis still holds
   * of them is not served, and is removed once Redis takes removals again. Without L2 it does
   * nothing.
   *
   * @param keys 0 (off) or how many at most; when it is full the oldest is dropped. Default 0
   * @throws IllegalArgumentException when it is less than 0
   */
  public TieredCacheBuilder<K, V> recoveryQueue(int keys) {
    Require.atLeast(0, keys, "recovery-queue");
    recoveryQueue = keys;
    return this;
  }

  /**
   * Switches the breaker before L2 on: while too much fails or is slow, lookups and writes leave L2
   * out at once, with {@link Reason#CIRCUIT_OPEN}. Removals pass by it. Without L2 it does nothing.
   * Default: off.
   */
  public TieredCacheBuilder<K, V> breaker(BreakerConfig config) {
    breaker = Objects.requireNonNull(config, "breaker");
    return this;
  }

  /**
   * Switches the limit on loads on: further ones wait their turn, and those beyond the queue end
   * with {@link OverloadedException}, unless there is a stale value. Loads that a loader asks this
   * cache for, on its own thread, ride on its slot. Default: off.
   */
  public TieredCacheBuilder<K, V> originLimit(OriginLimit limit) {
    originLimit = Objects.requireNonNull(limit, "originLimit");
    return this;
  }

  /**
   * Sets how long after its life a value is kept to be served, as stale, when its load fails or is
   * rejected. It adds to {@link TieredCache#stalenessBound}.
   *
   * @param grace 0 (off) or at least 1 ms, at most 36,500 days; default 0
   * @throws IllegalArgumentException when it is out of its range
   */
  public TieredCacheBuilder<K, V> staleIfError(Duration grace) {
    if (!Objects.requireNonNull(grace, "staleIfError").isZero()) {
      Require.atLeast(Duration.ofMillis(1), grace, "stale-if-error");
    }
    staleIfError = grace;
    return this;
  }

  /**
   * Switches on limits to how long callers wait for loads, which go on without them and still fill
   * the cache. Default: off, callers wait for as long as a load takes.
   */
  public TieredCacheBuilder<K, V> backgroundLoad(LoadTimeouts timeouts) {
    backgroundLoad = Objects.requireNonNull(timeouts, "backgroundLoad");
    return this;
  }

  /**
   * Switches on further tries of loads that fail with an error of class {@link
   * ErrorClass#TRANSIENT}, within a budget that loads which succeed fill. Callers wait for them, as
   * far as {@link #backgroundLoad} lets them; each takes its turn before the origin limit. Default:
   * off, no load is tried again.
   */
  public TieredCacheBuilder<K, V> retryBudget(RetryBudget budget) {
    retryBudget = Objects.requireNonNull(budget, "retryBudget");
    return this;
  }

  /** Switches on a memory for keys that the origin does not have. Default: off. */
  public TieredCacheBuilder<K, V> negative(NegativeConfig config) {
    negative = Objects.requireNonNull(config, "negative");
    return this;
  }

  /** Switches on a memory for keys whose loads fail. Default: off, each lookup tries again. */
  public TieredCacheBuilder<K, V> errorCache(ErrorCacheConfig config) {
    errorCache = Objects.requireNonNull(config, "errorCache");
    return this;
  }

  /** Sets what a loader's errors say about the next try. Default: {@link ErrorClass#of}. */
  public TieredCacheBuilder<K, V> errorClasses(Function<? super Throwable, ErrorClass> classes) {
    errorClasses = Objects.requireNonNull(classes, "errorClasses");
    return this;
  }

  /** Switches on loads before the end of a life, at random (XFetch). Default: off. */
  public TieredCacheBuilder<K, V> earlyExpiry(EarlyExpiry config) {
    earlyExpiry = Objects.requireNonNull(config, "earlyExpiry");
    return this;
  }

  /** Switches on loads after a share of the life, or on a schedule. Default: off. */
  public TieredCacheBuilder<K, V> refreshAhead(RefreshAhead config) {
    refreshAhead = Objects.requireNonNull(config, "refreshAhead");
    return this;
  }

  /** Sets the timer, which stays open when the cache is closed. Default: a thread of its own. */
  public TieredCacheBuilder<K, V> scheduler(Scheduler timer) {
    scheduler = Objects.requireNonNull(timer, "scheduler");
    return this;
  }

  /** Adds somebody who hears of changes. Default: nobody. */
  public TieredCacheBuilder<K, V> listener(CacheListener hearer) {
    listeners.add(Objects.requireNonNull(hearer, "listener"));
    return this;
  }

  /** Adds somebody who measures what happens beyond L1. Default: nobody. */
  public TieredCacheBuilder<K, V> observer(CacheObserver observer) {
    observers.add(Objects.requireNonNull(observer, "observer"));
    return this;
  }

  /** Sets the start of the names of threads that the cache starts. Default: {@code cache}. */
  public TieredCacheBuilder<K, V> name(String start) {
    name = Objects.requireNonNull(start, "name");
    return this;
  }

  /**
   * Sets how keys are written in L2: different keys, different texts. Default: {@link
   * String#valueOf(Object)}.
   */
  public TieredCacheBuilder<K, V> keyText(Function<? super K, String> text) {
    keyText = Objects.requireNonNull(text, "keyText");
    return this;
  }

  /** Sets the clock of every life and age. Default: {@link Ticker#system}. */
  public TieredCacheBuilder<K, V> ticker(Ticker clock) {
    ticker = Objects.requireNonNull(clock, "ticker");
    return this;
  }

  /** Sets where jitter comes from; used under a lock. Default: the JDK's default generator. */
  public TieredCacheBuilder<K, V> random(RandomGenerator generator) {
    random = Objects.requireNonNull(generator, "random");
    return this;
  }

  /**
   * Sets the executor that loaders run on, which stays open when the cache is closed. One with a
   * limit on threads can starve when blocking loaders ask the cache for other keys. Default:
   * threads of the cache's own, without limit for blocking loaders, that end when idle for 30 s.
   */
  public TieredCacheBuilder<K, V> executor(Executor loaders) {
    executor = Objects.requireNonNull(loaders, "executor");
    return this;
  }

  /**
   * Builds a cache. Never waits for Redis.
   *
   * @throws IllegalArgumentException when a setting is out of its range
   * @throws NullPointerException when there is no loader
   */
  public TieredCache<K, V> build() {
    AsyncCacheLoader<K, V> load = Objects.requireNonNull(loader, "loader");
    RandomGenerator draws = random == null ? RandomGenerator.getDefault() : random;
    TtlJitter taken = new TtlJitter(jitter, draws);
    Duration flightAge = stalenessBound();
    refuseContradictions(flightAge);
    Duration bound = flightAge.plus(staleIfError);
    List<Runnable> releases = new ArrayList<>();
    L2Store<V> store = l2 == null ? null : l2.open().apply(ticker, staleIfError);
    CacheListener listener = Listeners.of(List.copyOf(listeners));
    Breaker guard =
        store == null || breaker == null
            ? null
            : Breaker.create(breaker, ticker, draws, listener::breakerChanged);
    Counters counters = new Counters(new Observation(observers, ticker));
    if (store != null) {
      releases.add(store::close);
      store.watch(new L2Watch(counters, guard, listener));
    }
    L2Store<V> guarded =
        store == null || guard == null ? store : new GuardedL2<>(store, guard, ticker);
    RecoveryQueue recovery = guarded == null ? null : recoveryOf(guarded);
    Parts<K, V> parts =
        new Parts<>(
            l1 == null ? L1Store.none() : L1Store.create(l1, staleIfError.toNanos(), ticker),
            recovery == null || guarded == null ? guarded : new RecoveringL2<>(guarded, recovery),
            store,
            recovery,
            guard,
            new LoadSlots(originLimit, () -> isCautious(guard)),
            staleIfError.toNanos(),
            new RequestCoalescer<>(coalescing, flightAge.toNanos(), ticker),
            Fence.create(fence),
            new Lifetimes(l1 == null ? null : l1.ttl(), l2 == null ? null : l2.ttl(), taken),
            entryTtl,
            keyText,
            loadSide(draws, releases),
            counters,
            ticker);
    Executor loaders = executor == null ? ownThreads(releases) : executor;
    ReadPath<K, V> reads = new ReadPath<>(parts, load, loaders, l1 != null);
    return new TieredCache<>(parts, reads, bound, () -> releases.forEach(Runnable::run));
  }

  private @Nullable RecoveryQueue recoveryOf(L2Store<V> store) {
    return recoveryQueue == 0
        ? null
        : new RecoveryQueue(
            recoveryQueue,
            key -> store.remove(key).thenApply(failure -> failure == L2Failure.NONE),
            ticker);
  }

  private static boolean isCautious(@Nullable Breaker guard) {
    return guard != null && guard.state() != BreakerState.CLOSED;
  }

  private Duration stalenessBound() {
    if (l2 != null) {
      return l2.ttl().plus(l2.writeAllowance());
    }
    if (l1 != null) {
      return l1.ttl();
    }
    return coalescing ? UNCACHED_FLIGHT_AGE : Duration.ZERO;
  }

  private LoadSide<K> loadSide(RandomGenerator draws, List<Runnable> releases) {
    Scheduler timer = scheduler == null ? Scheduler.onThread(name + "-timer") : scheduler;
    if (scheduler == null) {
      releases.add(timer::close);
    }
    Duration every = refreshAhead == null ? null : refreshAhead.every();
    return new LoadSide<>(
        backgroundLoad,
        new LoadRetries(retryBudget, draws),
        timer,
        new FailureMemory<>(negative, errorCache, draws, ticker),
        errorClasses,
        new Refresher(
            earlyExpiry,
            refreshAhead,
            earlyExpiry == null && refreshAhead == null ? 0 : draws.nextLong()),
        refreshAhead == null || every == null
            ? null
            : new RefreshSchedule<>(refreshAhead, every, timer, ticker));
  }

  private void refuseContradictions(Duration life) {
    if (negative != null && !life.isZero()) {
      Require.that(
          negative.ttl().compareTo(life) <= 0,
          negative.ttl(),
          "negative.ttl",
          "be at most the time to live of values, " + life);
    }
  }

  private Executor ownThreads(List<Runnable> releases) {
    ExecutorService threads =
        isLoaderBlocking ? LoaderThreads.blocking(name) : LoaderThreads.starting(name);
    releases.add(() -> end(threads));
    return threads;
  }

  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
