package dev.cachebench.scenarios.origin;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs short tasks after a delay.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface OriginTimer {

  /**
   * Runs a task once.
   *
   * @param delayNanos ns from now, greater than 0
   * @param task returns at once
   */
  void after(long delayNanos, Runnable task);

  /** Returns the timer that an executor, best with one thread of its own, makes. */
  static OriginTimer of(ScheduledExecutorService executor) {
    return (delayNanos, task) -> executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
  }
}
