package dev.cachebench.engine.time;

/**
 * Runs short work later, on a thread of its own.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface Scheduler extends AutoCloseable {

  /**
   * Runs the work once.
   *
   * @param delayNanos how much later, nanoseconds; 0 or less is as soon as possible
   * @param work must neither block nor throw
   * @return what cancels the work; does nothing once it has begun
   */
  Runnable after(long delayNanos, Runnable work);

  /** Forgets all work that has not begun and ends the thread. */
  @Override
  void close();

  /**
   * Returns a scheduler on a daemon thread that starts with the first work.
   *
   * @param threadName the name of its thread
   */
  static Scheduler onThread(String threadName) {
    return new ThreadScheduler(threadName);
  }
}
