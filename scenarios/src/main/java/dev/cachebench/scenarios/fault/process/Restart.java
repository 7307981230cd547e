package dev.cachebench.scenarios.fault.process;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RedisControl;

/** The Redis server is shut down in order, and started again at the end, with its data or empty. */
public final class Restart implements Fault {

  private final RedisControl redis;
  private final boolean keepsData;

  /**
   * Creates one.
   *
   * @param keepsData whether it comes back with what it held
   */
  public Restart(RedisControl redis, boolean keepsData) {
    this.redis = redis;
    this.keepsData = keepsData;
  }

  @Override
  public void start() {
    redis.shutDown(keepsData);
  }

  @Override
  public void stop() {
    redis.restart();
  }
}
