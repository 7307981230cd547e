package dev.cachebench.scenarios.fault.process;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RedisControl;

/** The Redis server hangs: connections stand and are accepted, nothing is answered. */
public final class Pause implements Fault {

  private final RedisControl redis;

  public Pause(RedisControl redis) {
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
