package dev.cachebench.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Begins to read one key from the origin and answers later.
 *
 * <p>Called on the cache's executor; what follows the load runs on the thread that completes the
 * stage. The stage's future is cancelled when nobody waits for it any more. It must not ask the
 * cache for the key that it loads.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@FunctionalInterface
public interface AsyncCacheLoader<K, V> {

  /**
   * Begins a load.
   *
   * @return a stage of the value, of null when the origin has none
   * @throws Exception when the load cannot even begin, which fails it
   */
  CompletionStage<? extends @Nullable V> load(K key) throws Exception;
}
