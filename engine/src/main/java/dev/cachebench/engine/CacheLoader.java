package dev.cachebench.engine;

import org.jspecify.annotations.Nullable;

/**
 * Reads one key from the origin, blocking the thread that it is called on.
 *
 * <p>Called on the cache's executor, by many threads, for one key at a time unless coalescing is
 * off. It is interrupted when nobody waits for it any more. It must not ask the cache for the key
 * that it loads.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@FunctionalInterface
public interface CacheLoader<K, V> {

  /**
   * Loads a value.
   *
   * @return the value, or null when the origin has none
   * @throws Exception when the load fails; callers get it as the cause of {@link
   *     LoadFailedException}
   */
  @Nullable V load(K key) throws Exception;
}
