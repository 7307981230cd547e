package dev.cachebench.scenarios.target;

import dev.cachebench.engine.CacheListener;
import dev.cachebench.engine.CacheStats;
import dev.cachebench.engine.FillTiers;
import dev.cachebench.engine.Lookup;
import dev.cachebench.engine.Reason;
import dev.cachebench.engine.Tier;
import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.TieredCacheBuilder;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.overload.OriginLimit;
import dev.cachebench.engine.redis.Codec;
import dev.cachebench.engine.redis.ConnectionConfig;
import dev.cachebench.engine.redis.PayloadConfig;
import dev.cachebench.engine.redis.RedisAddress;
import dev.cachebench.engine.redis.RedisConnector;
import dev.cachebench.engine.redis.RedisTierConfig;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.OriginLimitConfig;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.workload.Mixing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** The engine itself, one cache for each node, with the mechanisms that the scenario asks for. */
public final class EngineTarget implements CacheTarget {

  private static final int CONNECT_TRIES = 500;
  private static final int CONNECT_PAUSE_MILLIS = 10;
  private static final List<Reason> FAILURES =
      List.of(Reason.L2_TIMEOUT, Reason.L2_PAUSED, Reason.L2_DISCONNECTED, Reason.L2_REFUSED);
  private static final String RANDOM = "L64X128MixRandom";

  private final List<TieredCache<String, byte[]>> nodes = new ArrayList<>();
  private final Duration ttl;
  private final double jitter;
  private final long seed;
  private final long retentionNanos;
  private final @Nullable RedisConnector connector;
  private volatile @Nullable TargetListener listener;

  /**
   * Builds every node's cache and waits, for at most 5 s, until its connection stands: a service
   * that has been running is connected. The engine itself never waits.
   *
   * @param cache settings and switches
   * @param environment nodes, Redis, origin, seed
   */
  public EngineTarget(CacheConfig cache, TargetEnvironment environment) {
    this.ttl = cache.l2().enabled() ? cache.l2().ttl() : cache.l1().ttl();
    this.jitter = cache.jitter();
    this.seed = environment.seed();
    this.retentionNanos = cache.staleIfError() == null ? 0 : cache.staleIfError().toNanos();
    this.connector = cache.l2().enabled() ? RedisConnector.to(address(environment.redis())) : null;
    for (int i = 0; i < environment.nodes(); i++) {
      nodes.add(node(i, cache, environment));
    }
    if (connector != null) {
      nodes.forEach(EngineTarget::awaitConnection);
    }
  }

  private static void awaitConnection(TieredCache<String, byte[]> node) {
    for (int i = 0; i < CONNECT_TRIES; i++) {
      if (node.invalidate("none") == Reason.NONE) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(CONNECT_PAUSE_MILLIS));
    }
  }

  private TieredCache<String, byte[]> node(
      int index, CacheConfig cache, TargetEnvironment environment) {
    int number = environment.firstNode() + index;
    TieredCacheBuilder<String, byte[]> builder =
        TieredCache.<String, byte[]>builder()
            .name("node-" + number)
            .asyncLoader(environment.origin()::load)
            .executor(Runnable::run)
            .coalescing(cache.coalescing())
            .fence(cache.fence())
            .jitter(cache.jitter())
            .random(RandomGeneratorFactory.of(RANDOM).create(environment.seed() + number));
    if (cache.l1().enabled()) {
      builder.l1(memory(cache.l1()));
    } else {
      builder.withoutL1();
    }
    protect(builder, cache);
    builder.listener(new NodeListener(index));
    if (connector != null) {
      RedisTierConfig config = redis(cache.l2(), environment.keyPrefix(), cache.checksum());
      builder.l2(connector, Codec.bytes(), config).recoveryQueue(cache.l2().link().recoveryQueue());
    }
    return builder.build();
  }

  private static void protect(TieredCacheBuilder<String, byte[]> builder, CacheConfig cache) {
    BreakerConfig breaker = cache.breaker();
    if (breaker.enabled()) {
      builder.breaker(BreakerSettings.of(breaker));
    }
    OriginLimitConfig limit = cache.originLimit();
    if (limit.enabled()) {
      builder.originLimit(new OriginLimit(limit.concurrency(), limit.queue(), limit.whileOpen()));
    }
    if (cache.staleIfError() != null) {
      builder.staleIfError(cache.staleIfError());
    }
    LoadSettings.apply(cache, builder);
  }

  @Override
  public Optional<L2Counts> l2Counts() {
    long asked = 0;
    long failed = 0;
    for (TieredCache<String, byte[]> node : nodes) {
      CacheStats stats = node.stats();
      asked += stats.l2Reads() + stats.l2Writes();
      failed += FAILURES.stream().mapToLong(stats::l2Failures).sum();
    }
    return Optional.of(new L2Counts(asked, failed));
  }

  @Override
  public void listen(TargetListener hearer) {
    listener = hearer;
  }

  private final class NodeListener implements CacheListener {

    private final int node;
    private volatile boolean wasDown;

    NodeListener(int node) {
      this.node = node;
    }

    @Override
    public void breakerChanged(BreakerState from, BreakerState to) {
      TargetListener hearer = listener;
      if (hearer != null) {
        hearer.breakerChanged(node, to.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    }

    /** That Redis answers when it is first asked is no news. */
    @Override
    public void l2HealthChanged(boolean isUp) {
      TargetListener hearer = listener;
      if (hearer != null && (!isUp || wasDown)) {
        hearer.healthChanged(node, isUp ? "up" : "down");
      }
      wasDown = !isUp;
    }
  }

  private static MemoryTierConfig memory(L1Config config) {
    return new MemoryTierConfig(
        config.capacity(), config.ttl(), EvictionPolicy.valueOf(config.policy().name()));
  }

  private static RedisTierConfig redis(L2Config config, String prefix, boolean checksum) {
    L2Config.Link link = config.link();
    L2Config.Payload payload = config.payload();
    return new RedisTierConfig(
        config.ttl(),
        config.budget(),
        config.queue(),
        prefix,
        checksum,
        new ConnectionConfig(
            link.connections(), link.probe(), link.tcpTimeout(), link.pauseAware()),
        new PayloadConfig(payload.compressAbove(), payload.maxValue()));
  }

  private static RedisAddress address(RedisEndpoint endpoint) {
    return new RedisAddress(
        endpoint.host(),
        endpoint.port(),
        false,
        endpoint.username(),
        endpoint.password(),
        endpoint.database());
  }

  @Override
  public CompletionStage<Answer> get(int node, String key) {
    return nodes.get(node).lookupAsync(key).thenApply(EngineTarget::answer);
  }

  private static Answer answer(Lookup<byte[]> lookup) {
    return new Answer(outcome(lookup), lookup.value(), lookup.coalesced());
  }

  private static Outcome outcome(Lookup<byte[]> lookup) {
    if (lookup.stale()) {
      return Outcome.STALE;
    }
    if (lookup.tier() == Tier.L1) {
      return lookup.value() == null ? Outcome.NEGATIVE : Outcome.L1;
    }
    return lookup.tier() == Tier.L2 ? Outcome.L2 : Outcome.ORIGIN;
  }

  @Override
  public CompletionStage<Void> put(int node, String key, byte[] value) {
    return nodes.get(node).putAsync(key, value).thenAccept(reason -> {});
  }

  @Override
  public CompletionStage<Void> invalidate(int node, String key) {
    return nodes.get(node).invalidateAsync(key).thenAccept(reason -> {});
  }

  @Override
  public CompletionStage<Void> preload(
      String key, byte[] value, PreloadTiers tiers, double ageShare) {
    FillTiers fill = tiers == PreloadTiers.ALL ? FillTiers.ALL : FillTiers.L2;
    double share = ageShare == 0 ? takenOff(key) : ageShare;
    Duration age = Duration.ofNanos((long) (ttl.toNanos() * share));
    CompletableFuture<?>[] fills =
        nodes.stream()
            .map(node -> node.fill(key, value, fill, age))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(fills);
  }

  /** What is new gets the life that a write would give it; filling a cache takes nothing off. */
  private double takenOff(String key) {
    return jitter * Mixing.unit(Mixing.append(seed, key.hashCode()));
  }

  @Override
  public void expireL1() {
    nodes.forEach(TieredCache::expireL1);
  }

  @Override
  public long retentionNanos() {
    return retentionNanos;
  }

  @Override
  public OptionalLong stalenessBoundNanos() {
    return OptionalLong.of(nodes.get(0).stalenessBound().toNanos());
  }

  @Override
  public void close() {
    nodes.forEach(TieredCache::close);
    if (connector != null) {
      connector.close();
    }
  }
}
