package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.redis.RedisControl;

/** The Redis server dies, and is back empty at the end. */
final class Kill implements Fault {

  private final RedisControl redis;

  Kill(RedisControl redis) {
    this.redis = redis;
  }

  @Override
  public void start() {
    redis.kill();
  }

  @Override
  public void stop() {
    redis.restart();
  }
}
