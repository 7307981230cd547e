package dev.cachebench.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of the loader that can be abandoned at any moment: before it starts, while it blocks a
 * thread (which is interrupted), and while its stage is under way (which is cancelled).
 */
final class LoadTask<V> extends FutureTask<CompletionStage<? extends @Nullable V>> {

  private final BiConsumer<@Nullable V, @Nullable Throwable> end;
  private volatile @Nullable CompletionStage<? extends @Nullable V> stage;

  LoadTask(
      Callable<CompletionStage<? extends @Nullable V>> call,
      BiConsumer<@Nullable V, @Nullable Throwable> end) {
    super(call);
    this.end = end;
  }

  @Override
  protected void done() {
    if (isCancelled()) {
      return;
    }
    CompletionStage<? extends @Nullable V> begun;
    try {
      begun = get();
    } catch (ExecutionException e) {
      end.accept(null, e.getCause());
      return;
    } catch (InterruptedException e) {
      throw new AssertionError("a finished task does not wait", e);
    }
    if (begun == null) {
      end.accept(null, new NullPointerException("the loader returned null instead of a stage"));
      return;
    }
    stage = begun;
    begun.whenComplete(end);
  }

  void abandon() {
    cancel(true);
    CompletionStage<? extends @Nullable V> begun = stage;
    if (begun != null) {
      begun.toCompletableFuture().cancel(true);
    }
  }
}
