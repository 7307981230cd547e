package dev.cachebench.engine;

import dev.cachebench.engine.coherence.RecoveryQueue;
import dev.cachebench.engine.redis.L2Answer;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.redis.L2Listener;
import dev.cachebench.engine.redis.L2Store;
import java.util.concurrent.CompletionStage;

/**
 * L2 that makes up for the writes and removals it did not take, and is not believed about their
 * keys until then.
 *
 * <p>A load whose write fails counts, too: this node has answered with its value, and must not go
 * back to an older one that L2 still holds.
 */
final class RecoveringL2<V> implements L2Store<V> {

  private final L2Store<V> store;
  private final RecoveryQueue queue;

  RecoveringL2(L2Store<V> store, RecoveryQueue queue) {
    this.store = store;
    this.queue = queue;
  }

  /** Redis is asked all the same: its answer tells that it is back. */
  @Override
  public CompletionStage<L2Answer<V>> read(String key) {
    boolean isOwed = queue.holds(key);
    return store
        .read(key)
        .thenApply(
            answer -> {
              if (answer.failure() == L2Failure.NONE) {
                queue.redisAnswered();
              }
              return answer.value() != null && (isOwed || queue.holds(key))
                  ? L2Answer.miss()
                  : answer;
            });
  }

  @Override
  public CompletionStage<L2Failure> write(String key, V value, long bornNanos, long deadlineNanos) {
    long token = queue.token(key);
    return store
        .write(key, value, bornNanos, deadlineNanos)
        .thenApply(failure -> settle(key, token, failure));
  }

  @Override
  public CompletionStage<L2Failure> remove(String key) {
    long token = queue.token(key);
    return store.remove(key).thenApply(failure -> settle(key, token, failure));
  }

  private L2Failure settle(String key, long token, L2Failure failure) {
    switch (failure) {
      case NONE -> {
        queue.settle(key, token);
        queue.redisAnswered();
      }
      // The key was removed instead.
      case TOO_LARGE -> queue.settle(key, token);
      default -> queue.add(key);
    }
    return failure;
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
