package dev.cachebench.scenarios.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a target's cache, every mechanism a switch.
 *
 * @param l1 the tier in memory
 * @param l2 the tier in Redis
 * @param jitter share of the time to live that is randomly taken off each entry, 0 (off) to below 1
 * @param coalescing whether concurrent loads of one key in one node are joined
 * @param fence whether an invalidation keeps an older load from filling L1
 * @param checksum whether values from Redis are checked against a checksum and their key
 * @param breaker the breaker before Redis
 * @param originLimit the limit on loads of each node
 * @param staleIfError how long after its life a value may be served when loading fails, at least 1
 *     ms; null is off
 * @param loads what the cache does around its loads
 */
public record CacheConfig(
    L1Config l1,
    L2Config l2,
    double jitter,
    boolean coalescing,
    boolean fence,
    boolean checksum,
    BreakerConfig breaker,
    OriginLimitConfig originLimit,
    @Nullable Duration staleIfError,
    LoadsConfig loads) {

  /** Returns settings that do nothing around loads. */
  public CacheConfig(
      L1Config l1,
      L2Config l2,
      double jitter,
      boolean coalescing,
      boolean fence,
      boolean checksum,
      BreakerConfig breaker,
      OriginLimitConfig originLimit,
      @Nullable Duration staleIfError) {
    this(
        l1,
        l2,
        jitter,
        coalescing,
        fence,
        checksum,
        breaker,
        originLimit,
        staleIfError,
        LoadsConfig.OFF);
  }

  /** Returns the same settings with other ones around loads. */
  public CacheConfig with(LoadsConfig other) {
    return new CacheConfig(
        l1, l2, jitter, coalescing, fence, checksum, breaker, originLimit, staleIfError, other);
  }

  /** Returns settings with neither breaker, origin limit nor stale values. */
  public CacheConfig(
      L1Config l1,
      L2Config l2,
      double jitter,
      boolean coalescing,
      boolean fence,
      boolean checksum) {
    this(
        l1,
        l2,
        jitter,
        coalescing,
        fence,
        checksum,
        BreakerConfig.OFF,
        OriginLimitConfig.OFF,
        null);
  }
}
