package dev.cachebench.scenarios.target;

import dev.cachebench.engine.TieredCacheBuilder;
import dev.cachebench.engine.expiry.ErrorCacheConfig;
import dev.cachebench.engine.expiry.NegativeConfig;
import dev.cachebench.engine.overload.LoadTimeouts;
import dev.cachebench.engine.overload.RetryBudget;
import dev.cachebench.engine.refresh.EarlyExpiry;
import dev.cachebench.engine.refresh.RefreshAhead;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.LoadsConfig;
import java.time.Duration;

/** Sets the engine's mechanisms around loads as a scenario asks for. */
final class LoadSettings {

  private LoadSettings() {}

  static void apply(CacheConfig cache, TieredCacheBuilder<?, ?> builder) {
    LoadsConfig loads = cache.loads();
    LoadsConfig.Background background = loads.background();
    if (background.enabled()) {
      builder.backgroundLoad(new LoadTimeouts(background.soft(), background.hard()));
    }
    LoadsConfig.Retry retry = loads.retry();
    if (retry.enabled()) {
      builder.retryBudget(
          new RetryBudget(retry.ratio(), retry.reserve(), retry.retries(), retry.backOff()));
    }
    LoadsConfig.Negative negative = loads.negative();
    if (negative.enabled()) {
      builder.negative(new NegativeConfig(life(negative.ttl(), cache), negative.keys()));
    }
    LoadsConfig.Errors errors = loads.errors();
    if (errors.enabled()) {
      builder.errorCache(
          new ErrorCacheConfig(errors.first(), errors.growth(), errors.max(), errors.keys()));
    }
    LoadsConfig.Early early = loads.early();
    if (early.enabled()) {
      builder.earlyExpiry(new EarlyExpiry(early.beta(), early.minFresh(), early.maxDelta()));
    }
    LoadsConfig.Ahead ahead = loads.ahead();
    if (ahead.enabled()) {
      builder.refreshAhead(
          new RefreshAhead(
              ahead.at(), ahead.every(), ahead.stopAfter(), ahead.concurrency(), ahead.keys()));
    }
  }

  /** Nothing is remembered as absent for longer than values live. */
  private static Duration life(Duration asked, CacheConfig cache) {
    Duration life = cache.l2().enabled() ? cache.l2().ttl() : cache.l1().ttl();
    return asked.compareTo(life) > 0 ? life : asked;
  }
}
