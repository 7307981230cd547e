package dev.cachebench.scenarios.fault.process;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A node in a process of its own, as faults reach it. Safe for use by many threads. */
public interface NodeControl {

  /**
   * Stops the process where it is (SIGSTOP): its connections stand, nothing is answered.
   *
   * @throws IllegalStateException if it takes no signal
   */
  void pause();

  /** Lets it go on (SIGCONT). */
  void resume();

  /**
   * Returns whether it answers a question that costs nothing.
   *
   * @param patience for how long it may take
   */
  boolean answers(Duration patience);

  /**
   * Makes its JVM stand still for garbage collection.
   *
   * @param length about how long
   * @return how long the collection took in the end
   */
  CompletionStage<Duration> collect(Duration length);
}
