package dev.cachebench.engine;

import dev.cachebench.engine.coherence.RecoveryQueue;
import dev.cachebench.engine.redis.L2Answer;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.redis.L2Listener;
import dev.cachebench.engine.redis.L2Store;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * L2 that is not believed about keys whose writes or removals it did not take.
 *
 * <p>A load whose write fails counts, too: this node has answered with its value, and must not go
 * back to an older one that L2 still holds. Of writes that others must see, {@link WritePath} says
 * so.
 */
final class RecoveringL2<V> implements L2Store<V> {

  private final L2Store<V> store;
  private final RecoveryQueue queue;

  RecoveringL2(L2Store<V> store, RecoveryQueue queue) {
    this.store = store;
    this.queue = queue;
  }

  /** Redis is asked all the same: its answer tells that it is back, or that it has the value. */
  @Override
  public CompletionStage<L2Answer<V>> read(String key) {
    RecoveryQueue.Entry before = queue.entry(key);
    return store.read(key).thenApply(answer -> believed(key, before, answer));
  }

  private L2Answer<V> believed(
      String key, RecoveryQueue.@Nullable Entry before, L2Answer<V> answer) {
    V value = answer.value();
    RecoveryQueue.Entry now = queue.entry(key);
    boolean isBelieved = value == null || (agrees(before, value) && agrees(now, value));
    if (value != null && isBelieved) {
      queue.settle(key, now);
    }
    if (answer.failure() == L2Failure.NONE) {
      queue.redisAnswered();
    }
    return isBelieved ? answer : L2Answer.miss();
  }

  private static boolean agrees(RecoveryQueue.@Nullable Entry entry, Object value) {
    return entry == null || !entry.contradicts(value);
  }

  @Override
  public CompletionStage<L2Failure> write(String key, V value, long bornNanos, long deadlineNanos) {
    RecoveryQueue.Entry before = queue.entry(key);
    return store
        .write(key, value, bornNanos, deadlineNanos)
        .thenApply(
            failure -> {
              if (hasChanged(failure)) {
                taken(key, before);
              } else {
                queue.doubt(key, value);
              }
              return failure;
            });
  }

  @Override
  public CompletionStage<L2Failure> remove(String key) {
    RecoveryQueue.Entry before = queue.entry(key);
    return store
        .remove(key)
        .thenApply(
            failure -> {
              if (hasChanged(failure)) {
                taken(key, before);
              } else {
                queue.owe(key, null);
              }
              return failure;
            });
  }

  /** Returns whether the key no longer holds what it held; what is too large is removed instead. */
  static boolean hasChanged(L2Failure failure) {
    return failure == L2Failure.NONE || failure == L2Failure.TOO_LARGE;
  }

  private void taken(String key, RecoveryQueue.@Nullable Entry before) {
    queue.settle(key, before);
    queue.redisAnswered();
  }

  @Override
  public long stoppedNanos() {
    return store.stoppedNanos();
  }

  @Override
  public void watch(L2Listener listener) {
    store.watch(listener);
  }

  @Override
  public void close() {
    store.close();
  }
}
