package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.redis.RedisControl;
import java.time.Duration;

/** Refuses everything: a server that the tool has not started is not the tool's to stop. */
final class ForeignRedis implements RedisControl {

  private static IllegalStateException refusal() {
    return new IllegalStateException("the Redis server is not the tool's own");
  }

  @Override
  public void kill() {
    throw refusal();
  }

  @Override
  public void restart() {
    throw refusal();
  }

  @Override
  public void pause() {
    throw refusal();
  }

  @Override
  public void resume() {
    throw refusal();
  }

  @Override
  public void shiftClock(Duration offset) {
    throw refusal();
  }
}
