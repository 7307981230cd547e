package dev.cachebench.engine.breaker;

import dev.cachebench.engine.internal.Require;
import java.time.Duration;

/**
 * Which calls a breaker judges by: the latest ones, or those of the latest seconds. Immutable.
 *
 * <p>Calls tell the same at any load, and keep an old failure for as long as nobody calls. Seconds
 * forget by themselves, and tell less when there are few calls.
 */
public sealed interface BreakerWindow {

  /** Returns the window of the latest calls, 1 to 1,000,000. */
  static BreakerWindow calls(int count) {
    return new Calls(count);
  }

  /** Returns the window of the latest seconds: whole seconds, 1 s to 1 h. */
  static BreakerWindow of(Duration length) {
    return new Time(length);
  }

  /**
   * The latest calls.
   *
   * @param count how many, 1 to 1,000,000
   */
  record Calls(int count) implements BreakerWindow {

    private static final int MOST = 1_000_000;

    /** Checks the count. */
    public Calls {
      Require.atLeast(1, count, "breaker.window");
      Require.that(count <= MOST, count, "breaker.window", "be at most 1000000");
    }
  }

  /**
   * The calls that ended in the latest seconds.
   *
   * @param length whole seconds, 1 s to 1 h
   */
  record Time(Duration length) implements BreakerWindow {

    /** Checks the length. */
    public Time {
      Require.atLeast(Duration.ofSeconds(1), length, "breaker.window");
      Require.that(
          length.compareTo(Duration.ofHours(1)) <= 0, length, "breaker.window", "be at most PT1H");
      Require.that(length.toNanosPart() == 0, length, "breaker.window", "be whole seconds");
    }
  }
}
