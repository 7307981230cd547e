package dev.cachebench.engine.redis;

import dev.cachebench.engine.time.PauseMeter;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends waits for Redis when their budget is spent; one that a pause of this JVM explains goes on
 * once more.
 *
 * <p>While the JVM stands still, answers stay in the socket and the clock goes on, so the timer may
 * fire before the answer is read. How long the JVM stood still during the wait is added to it, at
 * most one budget more. The idea is EVCache's, which asks the collector; here anything that stops
 * the timer's thread counts.
 *
 * <p>Safe for use by many threads.
 */
final class BudgetTimer {

  private final Timer timer;
  private final Executor executor;
  private final @Nullable PauseMeter pauses;
  private volatile Consumer<Duration> extended = paused -> {};

  /**
   * Creates a timer.
   *
   * @param timer what wakes it
   * @param executor where what follows a spent budget runs
   * @param pauses how long the JVM stood still; null never extends
   */
  BudgetTimer(Timer timer, Executor executor, @Nullable PauseMeter pauses) {
    this.timer = timer;
    this.executor = executor;
    this.pauses = pauses;
  }

  void onExtension(Consumer<Duration> hearer) {
    extended = hearer;
  }

  /** Returns how long this JVM stood still so far, ns; always 0 when pauses do not matter. */
  long stoppedNanos() {
    return pauses == null ? 0 : pauses.stoppedNanos();
  }

  /**
   * Returns what the command brings, or a {@link TimeoutException}, {@link PausedException} if it
   * was extended, once its budget is spent; the command is then cancelled.
   */
  <T> CompletionStage<T> within(long budgetNanos, CompletionStage<T> command) {
    CompletableFuture<T> future = command.toCompletableFuture();
    if (future.isDone()) {
      return future;
    }
    Wait<T> wait = new Wait<>(future, budgetNanos);
    wait.begin();
    return wait;
  }

  /** A budget that was spent although a pause had extended it. */
  static final class PausedException extends TimeoutException {
    private static final long serialVersionUID = 1L;
  }

  private final class Wait<T> extends CompletableFuture<T> implements TimerTask {

    private final CompletableFuture<T> command;
    private final long budgetNanos;
    private final long stoppedBefore = stoppedNanos();
    private boolean isExtended;
    private volatile @Nullable Timeout timeout;

    Wait(CompletableFuture<T> command, long budgetNanos) {
      this.command = command;
      this.budgetNanos = budgetNanos;
    }

    void begin() {
      timeout = timer.newTimeout(this, budgetNanos, TimeUnit.NANOSECONDS);
      command.whenComplete(this::answered);
    }

    private void answered(@Nullable T value, @Nullable Throwable error) {
      Timeout pending = timeout;
      if (pending != null) {
        pending.cancel();
      }
      if (error == null) {
        complete(value);
      } else {
        completeExceptionally(error);
      }
    }

    @Override
    public void run(Timeout fired) {
      if (isDone()) {
        return;
      }
      long pausedNanos = stoppedNanos() - stoppedBefore;
      if (!isExtended && pausedNanos > 0) {
        isExtended = true;
        extended.accept(Duration.ofNanos(pausedNanos));
        timeout = timer.newTimeout(this, Math.min(pausedNanos, budgetNanos), TimeUnit.NANOSECONDS);
      } else {
        executor.execute(this::giveUp);
      }
    }

    private void giveUp() {
      TimeoutException spent = isExtended ? new PausedException() : new TimeoutException();
      if (completeExceptionally(spent)) {
        command.cancel(true);
      }
    }
  }
}
