package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.CacheConfig;

class EngineTargetIT extends CacheTargetContract {

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    return new EngineTarget(cache, environment);
  }
}
