package dev.cachebench.scenarios.fault;

import java.util.OptionalLong;

/**
 * Something that breaks on purpose.
 *
 * <p>Both methods may be called in any order and more than once: stopping what was never started
 * does nothing, and whatever {@link #start} did half-way, {@link #stop} undoes.
 */
public interface Fault {

  /** Breaks it. Returns when it is broken. */
  void start();

  /** Mends it. Returns when it is mended. */
  void stop();

  /**
   * Returns how many things it has struck since its last start, where that can be counted; 0 is
   * that it has had no effect.
   */
  default OptionalLong struck() {
    return OptionalLong.empty();
  }
}
