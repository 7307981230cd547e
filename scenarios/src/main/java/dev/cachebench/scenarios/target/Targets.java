package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.TargetConfig;

/** Builds the target that a scenario names. */
public final class Targets {

  private Targets() {}

  /** Returns the target of that configuration, connected. */
  public static CacheTarget create(TargetConfig config, TargetEnvironment environment) {
    return switch (config.preset()) {
      case NONE -> new NoCacheTarget(environment.origin());
      case REVIEWED -> new ReviewedTarget(config.cache(), environment);
      case BARE_REDIS -> new BareRedisTarget(config.cache(), environment);
      case HARDENED, MEMORY_ONLY -> new EngineTarget(config.cache(), environment);
    };
  }
}
