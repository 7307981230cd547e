package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.CacheConfig;

class NoCacheTargetIT extends CacheTargetContract {

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    return new NoCacheTarget(environment.origin());
  }

  @Override
  boolean caches() {
    return false;
  }

  @Override
  boolean shares() {
    return false;
  }
}
