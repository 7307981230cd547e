package dev.cachebench.scenarios.redis;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The process of a Redis server that the tool has started. Calls return when it is done, and may be
 * repeated.
 */
public interface RedisControl {

  /** Returns the id of its process; empty where that is not one of this machine's own. */
  default OptionalLong processId() {
    return OptionalLong.empty();
  }

  /** Ends the server as a crash would (SIGKILL). */
  void kill();

  /** Starts it again where it was, empty, unless it runs. */
  void restart();

  /** Stops it from running (SIGSTOP): connections stand, nothing answers. */
  void pause();

  /** Lets it run again (SIGCONT). */
  void resume();

  /**
   * Moves its wall clock, and that of any server that is started later in its place.
   *
   * @param offset from the right time, forward if positive
   */
  void shiftClock(Duration offset);
}
