package dev.cachebench.engine.internal;

import java.time.Duration;
import java.util.Objects;

/** Checks arguments; every message reads {@code name must <rule>, but was <value>}. */
public final class Require {

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Require() {}

  /** Returns {@code value} when {@code holds}, else throws with the rule in words. */
  public static <T> T that(boolean holds, T value, String name, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must " + rule + ", but was " + value);
    }
    return value;
  }

  /** Returns a whole number of {@code least} or more. */
  public static int atLeast(int least, int value, String name) {
    return that(value >= least, value, name, "be at least " + least);
  }

  /** Returns a duration greater than zero and of at most a century. */
  public static Duration positive(Duration value, String name) {
    Objects.requireNonNull(value, name);
    that(!value.isZero() && !value.isNegative(), value, name, "be greater than 0");
    return that(value.compareTo(LONGEST) <= 0, value, name, "be at most 36500 days");
  }

  /** Returns a duration of {@code least} or more and of at most a century. */
  public static Duration atLeast(Duration least, Duration value, String name) {
    Objects.requireNonNull(value, name);
    that(value.compareTo(least) >= 0, value, name, "be at least " + least);
    return that(value.compareTo(LONGEST) <= 0, value, name, "be at most 36500 days");
  }
}
