package dev.cachebench.scenarios.origin;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from when no cache has them.
 *
 * <p>Safe for use by many threads.
 */
public interface Origin {

  /**
   * Loads the value of a key: waits for a place, works for its service time, answers.
   *
   * @param key the key
   * @return the encoded value that was committed when the work began, null in the future when the
   *     key is deleted; completes with {@code OriginException} when the load fails
   */
  CompletableFuture<byte @Nullable []> load(String key);
}
