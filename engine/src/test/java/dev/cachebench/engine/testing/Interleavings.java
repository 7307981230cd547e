package dev.cachebench.engine.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/** Checks code under many interleavings of its threads, by Lincheck. */
public final class Interleavings {

  private static final int TO_HOLD = 100;
  private static final int UNTIL_FOUND = 5_000;
  private static final int TRIES = 5;

  private Interleavings() {}

  /** Asserts that no interleaving fails a check. */
  public static void holds(Runnable check) {
    Lincheck.runConcurrentTest(TO_HOLD, check);
  }

  /** Asserts that an interleaving fails the check of something broken, as {@code violated}. */
  public static void finds(Runnable broken) {
    assertThatThrownBy(() -> explore(broken))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("violated");
  }

  private static void explore(Runnable broken) {
    for (int tries = 1; ; tries++) {
      try {
        Lincheck.runConcurrentTest(UNTIL_FOUND, broken);
        return;
      } catch (IndexOutOfBoundsException e) {
        // Lincheck has found it and failed to describe it, which it does now and then.
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }
}
