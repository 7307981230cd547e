package dev.cachebench.engine.redis;

import java.util.concurrent.CompletionStage;

/** L2 that closes its connector with itself. */
record OwnedStore<V>(L2Store<V> store, RedisConnector connector) implements L2Store<V> {

  @Override
  public CompletionStage<L2Answer<V>> read(String key) {
    return store.read(key);
  }

  @Override
  public CompletionStage<L2Failure> write(String key, V value, long bornNanos, long deadlineNanos) {
    return store.write(key, value, bornNanos, deadlineNanos);
  }

  @Override
  public CompletionStage<L2Failure> remove(String key) {
    return store.remove(key);
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
    connector.close();
  }
}
