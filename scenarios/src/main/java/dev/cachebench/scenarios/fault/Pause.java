package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.redis.RedisControl;

/** The Redis server hangs: connections stand and are accepted, nothing is answered. */
final class Pause implements Fault {

  private final RedisControl redis;

  Pause(RedisControl redis) {
    this.redis = redis;
  }

  @Override
  public void start() {
    redis.pause();
  }

  @Override
  public void stop() {
    redis.resume();
  }
}
