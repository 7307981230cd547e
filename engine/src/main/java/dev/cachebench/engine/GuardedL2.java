package dev.cachebench.engine;

import dev.cachebench.engine.breaker.Breaker;
import dev.cachebench.engine.breaker.BreakerPermit;
import dev.cachebench.engine.redis.L2Answer;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.redis.L2Listener;
import dev.cachebench.engine.redis.L2Store;
import dev.cachebench.engine.time.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * L2 behind its breaker.
 *
 * <p>Removals pass by the breaker, neither asked nor counted. A write that is left out costs a
 * later miss; a removal that is left out leaves an old value to be served by every node for the
 * rest of its life, so one that might still arrive is worth its budget.
 */
final class GuardedL2<V> implements L2Store<V> {

  private final L2Store<V> store;
  private final Breaker breaker;
  private final Ticker ticker;

  GuardedL2(L2Store<V> store, Breaker breaker, Ticker ticker) {
    this.store = store;
    this.breaker = breaker;
    this.ticker = ticker;
  }

  @Override
  public CompletionStage<L2Answer<V>> read(String key) {
    BreakerPermit permit = breaker.admit();
    if (permit == BreakerPermit.REFUSED) {
      return CompletableFuture.completedFuture(L2Answer.failed(L2Failure.CIRCUIT_OPEN));
    }
    long startNanos = runningNanos();
    return store
        .read(key)
        .whenComplete(
            (answer, error) ->
                record(permit, error == null ? answer.failure() : L2Failure.REFUSED, startNanos));
  }

  @Override
  public CompletionStage<L2Failure> write(String key, V value, long bornNanos, long deadlineNanos) {
    BreakerPermit permit = breaker.admit();
    if (permit == BreakerPermit.REFUSED) {
      return CompletableFuture.completedFuture(L2Failure.CIRCUIT_OPEN);
    }
    long startNanos = runningNanos();
    CompletionStage<L2Failure> change;
    try {
      change = store.write(key, value, bornNanos, deadlineNanos);
    } catch (RuntimeException e) {
      breaker.forget(permit);
      throw e;
    }
    return change.whenComplete(
        (failure, error) ->
            record(permit, error == null ? failure : L2Failure.REFUSED, startNanos));
  }

  /** Time without the pauses of this JVM: calls are not slow because it stood still. */
  private long runningNanos() {
    return ticker.nanos() - store.stoppedNanos();
  }

  private void record(BreakerPermit permit, L2Failure failure, long startNanos) {
    long tookNanos = Math.max(0, runningNanos() - startNanos);
    switch (failure) {
      case TIMEOUT, DISCONNECTED, REFUSED -> breaker.failed(permit, tookNanos);
      // A queue of ours that is full, or a JVM that stood still, says nothing about Redis.
      case REJECTED, PAUSED, CIRCUIT_OPEN -> breaker.forget(permit);
      // Redis answered: what it holds, and what it lets us do, is another matter.
      case NONE, DENIED, UNDECODABLE, WRONG_KEY, CHECKSUM, TOO_LARGE ->
          breaker.succeeded(permit, tookNanos);
    }
  }

  @Override
  public CompletionStage<L2Failure> remove(String key) {
    return store.remove(key);
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
