package dev.cachebench.scenarios.fault.process;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RedisControl;
import java.time.Duration;

/** The Redis server starts anew with its data and takes its time to load it: LOADING meanwhile. */
public final class Loading implements Fault {

  private final RedisControl redis;
  private final Duration time;
  private boolean isOn;

  /**
   * Creates one.
   *
   * @param time until the end, by when it must not be done by itself
   */
  public Loading(RedisControl redis, Duration time) {
    this.redis = redis;
    this.time = time;
  }

  @Override
  public void start() {
    if (!isOn) {
      isOn = true;
      // Somewhat longer, so that the end is the fault's and not the server's.
      redis.load(time.multipliedBy(2));
    }
  }

  @Override
  public void stop() {
    if (isOn) {
      redis.finishLoading();
      isOn = false;
    }
  }
}
