package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.CacheConfig;

class ReviewedTargetIT extends CacheTargetContract {

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    return new ReviewedTarget(cache, environment);
  }
}
