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

  /**
   * Ends it as an operator would (SHUTDOWN); {@link #restart} brings it back.
   *
   * @param keepsData whether it comes back with what it holds now
   */
  default void shutDown(boolean keepsData) {
    throw unable("be restarted with or without its data");
  }

  /**
   * Starts it anew with what it holds, so that it is loading its data for about so long, and
   * returns when it says so.
   */
  default void load(Duration time) {
    throw unable("be made to load slowly");
  }

  /** Lets it load what is left at full speed, and waits until it has. */
  default void finishLoading() {
    throw unable("be made to load slowly");
  }

  /** Lets every packet to and from it vanish. */
  default void cutLink() {
    throw unable("be reached through a link of its own");
  }

  /** Lets packets pass again. */
  default void mendLink() {
    throw unable("be reached through a link of its own");
  }

  private static IllegalStateException unable(String what) {
    return new IllegalStateException("only a Redis that the tool bundles can " + what);
  }

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
