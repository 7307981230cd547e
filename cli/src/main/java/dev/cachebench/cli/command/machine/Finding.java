package dev.cachebench.cli.command.machine;

import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param name the thing
 * @param state whether it is as it should be
 * @param text what was found
 * @param hint what to do about it; null when there is nothing
 */
record Finding(String name, State state, String text, @Nullable String hint) {

  /** How much it matters. */
  enum State {
    /** As it should be. */
    GOOD,
    /** Something is not possible here, or less exact. */
    LIMITED,
    /** Nothing can be run here. */
    BAD
  }

  static Finding good(String name, String text) {
    return new Finding(name, State.GOOD, text, null);
  }

  static Finding limited(String name, String text, String hint) {
    return new Finding(name, State.LIMITED, text, hint);
  }

  static Finding bad(String name, String text, String hint) {
    return new Finding(name, State.BAD, text, hint);
  }
}
