package dev.cachebench.engine.memory;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Holds nothing: L1 switched off. */
final class EmptyStore<K, V> implements L1Store<K, V> {

  @Override
  public @Nullable L1Entry<V> get(K key) {
    return null;
  }

  @Override
  public @Nullable L1Entry<V> stale(K key) {
    return null;
  }

  @Override
  public boolean insert(K key, L1Entry<V> entry, BooleanSupplier guard) {
    return false;
  }

  @Override
  public void remove(K key) {}

  @Override
  public void expire(K key) {}

  @Override
  public void retain(K key, L1Entry<V> entry) {}

  @Override
  public void expireAll() {}

  @Override
  public long size() {
    return 0;
  }

  @Override
  public long evictions() {
    return 0;
  }

  @Override
  public long expirations() {
    return 0;
  }
}
