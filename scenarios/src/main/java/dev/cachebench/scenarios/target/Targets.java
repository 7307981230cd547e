package dev.cachebench.scenarios.target;

import dev.cachebench.engine.time.Ticker;
import dev.cachebench.scenarios.model.TargetConfig;
import java.util.List;
import java.util.Objects;

/** Builds the target that a scenario names. */
public final class Targets {

  private Targets() {}

  /** Returns the target of that configuration, connected. */
  public static CacheTarget create(TargetConfig config, TargetEnvironment environment) {
    return create(config, environment, new UserClasses(List.of()));
  }

  /**
   * Returns the target of that configuration, connected.
   *
   * @param classes where a class of the user's own comes from
   * @throws UserCacheException if that class cannot be used
   */
  public static CacheTarget create(
      TargetConfig config, TargetEnvironment environment, UserClasses classes) {
    return switch (config.preset()) {
      case NONE -> new NoCacheTarget(environment.origin());
      case REVIEWED -> new ReviewedTarget(config.cache(), environment);
      case AS_ADVISED -> new AsAdvisedTarget(config.cache(), environment, Ticker.system());
      case BARE_REDIS -> new BareRedisTarget(config.cache(), environment);
      case PHASE_1, PHASE_2, HARDENED, MEMORY_ONLY -> new EngineTarget(config.cache(), environment);
      case OWN ->
          new UserTarget(
              Objects.requireNonNull(config.className(), config.name()),
              classes,
              config.cache(),
              environment);
    };
  }
}
