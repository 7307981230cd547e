package dev.cachebench.engine.coalesce;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One caller's future of a flight's answer; cancelling it leaves the flight.
 *
 * <p>A caller that merely stops waiting, by a timed get or {@code orTimeout}, does not leave. Its
 * end is counted exactly once: as answered, failed or left.
 *
 * <p>Safe for use by many threads.
 *
 * @param <A> what flights answer
 * @param <R> what this caller asked for
 */
public abstract class Waiter<A, R extends @Nullable Object> extends CompletableFuture<R> {

  private final AtomicBoolean counted = new AtomicBoolean();
  private volatile @Nullable Flight<?, A> flight;

  /** Returns this caller's view of the answer. */
  protected abstract @Nullable R view(A answer);

  /** Counts an answer; called once at most and before the future completes. */
  protected abstract void countAnswer(A answer);

  /** Counts an error; called once at most and before the future completes. */
  protected abstract void countError();

  /** Counts a caller that left before there was an answer. */
  protected abstract void countLeft();

  /**
   * Leaves the flight. The last waiter to leave cancels the load.
   *
   * @param mayInterruptIfRunning has no effect: whether the load stops depends on who else waits
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone() || !counted.compareAndSet(false, true)) {
      return isCancelled();
    }
    countLeft();
    boolean cancelled = super.cancel(false);
    Flight<?, A> joined = flight;
    if (joined != null) {
      joined.leave(this);
    }
    return cancelled;
  }

  /** Ends the wait with an error that is this caller's alone. */
  public final void fail(Throwable error) {
    if (counted.compareAndSet(false, true)) {
      if (isDone()) {
        countLeft();
      } else {
        countError();
        completeExceptionally(error);
      }
    }
  }

  final void answer(A answer) {
    if (counted.compareAndSet(false, true)) {
      if (isDone()) {
        countLeft();
      } else {
        countAnswer(answer);
        complete(view(answer));
      }
    }
  }

  final void boarded(Flight<?, A> joined) {
    flight = joined;
  }
}
