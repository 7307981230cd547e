package dev.cachebench.scenarios.model;

import dev.cachebench.scenarios.model.L2Config.Link;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of the cache that can be switched off, by its word in the scenario file. */
public enum Mechanism {
  /** The tier in memory. */
  L1,
  /** The tier in Redis. */
  L2,
  /** Random shortening of each life. */
  JITTER,
  /** One load for concurrent lookups of a key. */
  COALESCING,
  /** The limit on the time that a lookup gives to Redis. */
  BUDGET,
  /** Pings that replace connections which do not answer. */
  PROBE,
  /** One more wait for Redis when a pause of the JVM explains that it ran out. */
  PAUSE_AWARE,
  /** Making up for writes that Redis did not take. */
  RECOVERY_QUEUE,
  /** The breaker before Redis. */
  BREAKER,
  /** The limit on concurrent loads. */
  ORIGIN_LIMIT,
  /** Serving values past their life when loading fails. */
  STALE_IF_ERROR,
  /** Letting callers go before a load has ended. */
  BACKGROUND_LOAD,
  /** Trying some failed loads again. */
  RETRY_BUDGET,
  /** Remembering absent keys. */
  NEGATIVE,
  /** Remembering failing keys. */
  ERROR_CACHE,
  /** Loading before the end of a life, at random. */
  EARLY_EXPIRY,
  /** Loading before the end of a life, by rule. */
  REFRESH_AHEAD,
  /** Keeping older loads from filling L1 after an invalidation. */
  FENCE,
  /** Checking what comes from Redis. */
  CHECKSUM;

  private static final L1Config NO_L1 =
      new L1Config(false, 1, Duration.ofSeconds(1), L1Config.Policy.W_TINYLFU);
  private static final L2Config NO_L2 = new L2Config(false, Duration.ofSeconds(1), null, 1);

  /** Returns the word of the scenario file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the mechanisms that a cache uses. */
  public static List<Mechanism> of(CacheConfig cache) {
    return Stream.of(values()).filter(mechanism -> mechanism.isOn(cache)).toList();
  }

  /** Returns the only mechanism that the one cache has and the other has not, all else equal. */
  public static Optional<Mechanism> between(CacheConfig with, CacheConfig without) {
    return of(with).stream()
        .filter(mechanism -> !mechanism.isOn(without))
        .filter(mechanism -> plain(mechanism.without(with)).equals(plain(without)))
        .findFirst();
  }

  /** Returns whether a cache uses it. */
  public boolean isOn(CacheConfig cache) {
    boolean hasL2 = cache.l2().enabled();
    return switch (this) {
      case L1 -> cache.l1().enabled();
      case L2 -> hasL2;
      case JITTER -> cache.jitter() > 0;
      case COALESCING -> cache.coalescing();
      case BUDGET -> hasL2 && cache.l2().budget() != null;
      case PROBE -> hasL2 && cache.l2().link().probe() != null;
      case PAUSE_AWARE -> hasL2 && cache.l2().budget() != null && cache.l2().link().pauseAware();
      case RECOVERY_QUEUE -> hasL2 && cache.l2().link().recoveryQueue() > 0;
      case BREAKER -> hasL2 && cache.breaker().enabled();
      case ORIGIN_LIMIT -> cache.originLimit().enabled();
      case STALE_IF_ERROR -> cache.staleIfError() != null;
      case BACKGROUND_LOAD -> cache.loads().background().enabled();
      case RETRY_BUDGET -> cache.loads().retry().enabled();
      case NEGATIVE -> cache.loads().negative().enabled();
      case ERROR_CACHE -> cache.loads().errors().enabled();
      case EARLY_EXPIRY -> cache.loads().early().enabled();
      case REFRESH_AHEAD -> cache.loads().ahead().enabled();
      case FENCE -> cache.l1().enabled() && cache.fence();
      case CHECKSUM -> hasL2 && cache.checksum();
    };
  }

  /** Returns the same cache without it. */
  public CacheConfig without(CacheConfig c) {
    L1Config l1 = this == L1 ? off(c.l1()) : c.l1();
    return new CacheConfig(
        l1,
        l2(c.l2()),
        this == JITTER ? 0 : c.jitter(),
        this != COALESCING && c.coalescing(),
        this != FENCE && c.fence(),
        this != CHECKSUM && c.checksum(),
        this == BREAKER ? BreakerConfig.OFF : c.breaker(),
        this == ORIGIN_LIMIT ? OriginLimitConfig.OFF : c.originLimit(),
        this == STALE_IF_ERROR ? null : c.staleIfError(),
        loads(c.loads()));
  }

  private LoadsConfig loads(LoadsConfig loads) {
    return switch (this) {
      case BACKGROUND_LOAD -> loads.with(LoadsConfig.Background.OFF);
      case RETRY_BUDGET -> loads.with(LoadsConfig.Retry.OFF);
      case NEGATIVE -> loads.with(LoadsConfig.Negative.OFF);
      case ERROR_CACHE -> loads.with(LoadsConfig.Errors.OFF);
      case EARLY_EXPIRY -> loads.with(LoadsConfig.Early.OFF);
      case REFRESH_AHEAD -> loads.with(LoadsConfig.Ahead.OFF);
      default -> loads;
    };
  }

  /** Settings of what is off make no difference. */
  private static CacheConfig plain(CacheConfig cache) {
    boolean hasL2 = cache.l2().enabled();
    return new CacheConfig(
        cache.l1().enabled() ? cache.l1() : NO_L1,
        hasL2 ? cache.l2() : NO_L2,
        cache.jitter(),
        cache.coalescing(),
        cache.l1().enabled() && cache.fence(),
        hasL2 && cache.checksum(),
        hasL2 && cache.breaker().enabled() ? cache.breaker() : BreakerConfig.OFF,
        cache.originLimit().enabled() ? cache.originLimit() : OriginLimitConfig.OFF,
        cache.staleIfError(),
        cache.loads().plain());
  }

  private static L1Config off(L1Config l1) {
    return new L1Config(false, l1.capacity(), l1.ttl(), l1.policy());
  }

  private L2Config l2(L2Config l2) {
    boolean isThere = this != L2 && l2.enabled();
    Duration budget = this == BUDGET ? null : l2.budget();
    return new L2Config(isThere, l2.ttl(), budget, l2.queue(), link(l2.link()), l2.payload());
  }

  private Link link(Link link) {
    return new Link(
        link.connections(),
        this == PROBE ? null : link.probe(),
        link.tcpTimeout(),
        this != PAUSE_AWARE && link.pauseAware(),
        this == RECOVERY_QUEUE ? 0 : link.recoveryQueue());
  }
}
