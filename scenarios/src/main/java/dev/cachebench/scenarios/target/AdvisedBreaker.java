package dev.cachebench.scenarios.target;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The circuit breaker as the review prints it, rebuilt from the review's text with its defects: it
 * reads the wall clock, counts every failure since it last closed, however far apart they are, and
 * lets everybody through once it is half open.
 *
 * <p>Safe for use by many threads.
 */
final class AdvisedBreaker {

  private final int threshold;
  private final long openMillis;
  private final LongSupplier wallMillis;
  private final Consumer<String> changed;
  private State state = State.CLOSED;
  private int failures;
  private long lastFailureMillis;

  private enum State {
    CLOSED("closed"),
    OPEN("open"),
    HALF_OPEN("half-open");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  /** What callers get instead of an answer while it is open. */
  static final class OpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OpenException() {
      super("the circuit breaker is open", null, false, false);
    }
  }

  /**
   * Creates one that is closed.
   *
   * @param threshold failures that open it
   * @param openMillis how long it stays open after the last failure, ms of the wall clock
   * @param wallMillis the node's wall clock
   * @param changed hears of the new state after each change
   */
  AdvisedBreaker(
      int threshold, long openMillis, LongSupplier wallMillis, Consumer<String> changed) {
    this.threshold = threshold;
    this.openMillis = openMillis;
    this.wallMillis = wallMillis;
    this.changed = changed;
  }

  /** Does the work, or fails with {@link OpenException}. */
  <T> CompletionStage<T> call(Supplier<CompletionStage<T>> work) {
    if (!admits()) {
      return CompletableFuture.failedFuture(new OpenException());
    }
    return work.get()
        .whenComplete(
            (result, failure) -> {
              if (failure == null) {
                succeeded();
              } else {
                failed();
              }
            });
  }

  private synchronized boolean admits() {
    if (state == State.OPEN && wallMillis.getAsLong() - lastFailureMillis > openMillis) {
      become(State.HALF_OPEN);
    }
    return state != State.OPEN;
  }

  /** While it is closed a success changes nothing: failures are not forgotten. */
  private synchronized void succeeded() {
    if (state == State.HALF_OPEN) {
      failures = 0;
      become(State.CLOSED);
    }
  }

  private synchronized void failed() {
    failures++;
    lastFailureMillis = wallMillis.getAsLong();
    if (failures >= threshold && state != State.OPEN) {
      become(State.OPEN);
    }
  }

  private void become(State next) {
    state = next;
    changed.accept(next.word);
  }
}
