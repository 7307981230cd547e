package dev.cachebench.engine.redis;

import java.util.concurrent.CompletionStage;

/**
 * The tier that the nodes share. No stage it returns completes exceptionally.
 *
 * <p>Safe for use by many threads. Operations take effect in the order in which one thread calls
 * them, and never block; stages complete on the client's own threads.
 *
 * @param <V> the type of values
 */
public interface L2Store<V> extends AutoCloseable {

  /** Reads a value and what is left of its life in one atomic step. */
  CompletionStage<L2Answer<V>> read(String key);

  /**
   * Writes a value; the stage says whether Redis took it.
   *
   * @param key the key
   * @param value the value
   * @param bornNanos ticker reading that the value is at most as old as
   * @param deadlineNanos ticker reading at which the value's life ends; nothing is written when it
   *     is less than 1 ms away
   * @throws IllegalArgumentException when the codec cannot encode the value
   */
  CompletionStage<L2Failure> write(String key, V value, long bornNanos, long deadlineNanos);

  /** Removes a key; the stage says whether Redis did. */
  CompletionStage<L2Failure> remove(String key);

  /**
   * Returns how long this JVM stood still so far, ns; only differences matter. 0 when nobody looks.
   */
  default long stoppedNanos() {
    return 0;
  }

  /** Begins to watch the connection and to tell what it sees; called once, before anything else. */
  default void watch(L2Listener listener) {}

  /** Ends the connection; what is under way fails with {@link L2Failure#DISCONNECTED}. */
  @Override
  void close();
}
