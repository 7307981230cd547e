package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.CacheConfig;

class BareRedisTargetIT extends CacheTargetContract {

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    return new BareRedisTarget(cache, environment);
  }
}
