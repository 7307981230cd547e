package dev.cachebench.scenarios.fault.process;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RedisControl;

/** The Redis server dies, and is back empty at the end. */
public final class Kill implements Fault {

  private final RedisControl redis;

  public Kill(RedisControl redis) {
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
