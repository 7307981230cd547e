package dev.cachebench.engine.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/** Checks code under many interleavings of its threads, by Lincheck. */
public final class Interleavings {

  private static final int TO_HOLD = 100;
  private static final int UNTIL_FOUND = 5_000;
  private static final int TRIES = 5;

  private static final String DESCRIBES = "org.jetbrains.kotlinx.lincheck.trace.";

  private Interleavings() {}

  /** Runs both at once, each in a thread of its own, until both have ended. */
  public static void both(Runnable one, Runnable other) {
    Thread first = new Thread(one);
    Thread second = new Thread(other);
    first.start();
    second.start();
    try {
      first.join();
      second.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails a check, so that {@link #finds} knows it, unless what it is about holds. */
  public static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("violated: " + what);
    }
  }

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
        if (tries == TRIES || !isOfTheDescription(e)) {
          throw e;
        }
      }
    }
  }

  /** Lincheck has found it and failed to describe it, about once in sixty times. */
  private static boolean isOfTheDescription(IndexOutOfBoundsException e) {
    return Arrays.stream(e.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
        .findFirst()
        .filter(name -> name.startsWith(DESCRIBES))
        .isPresent();
  }
}
