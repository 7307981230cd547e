package dev.cachebench.scenarios.fault.network;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RedisControl;

/**
 * The machine at the other end is gone: packets vanish, nobody acknowledges, refuses or ends
 * anything. What a black hole behind a proxy is not, whose kernel acknowledges.
 */
public final class HalfOpen implements Fault {

  private final RedisControl redis;

  /**
   * Creates one.
   *
   * @param redis reached through a link of its own
   */
  public HalfOpen(RedisControl redis) {
    this.redis = redis;
  }

  @Override
  public void start() {
    redis.cutLink();
  }

  @Override
  public void stop() {
    redis.mendLink();
  }
}
