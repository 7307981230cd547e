package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.CacheConfig;
import java.util.List;

class UserTargetIT extends CacheTargetContract {

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    return new UserTarget(MapCache.class.getName(), new UserClasses(List.of()), cache, environment);
  }

  @Override
  boolean shares() {
    return false;
  }
}
