package dev.cachebench.scenarios.target.spi;

import java.util.concurrent.CompletionStage;

/** A cache of your own: one instance for each node, by a public constructor without arguments. */
public interface UserCache extends AutoCloseable {

  /** Connects; the first call, on a thread that may block. */
  void open(CacheContext context) throws Exception;

  /** Reads through the cache; {@link CacheContext#load} loads what it lacks. */
  CompletionStage<Served> get(String key) throws Exception;

  /** Writes the value that was just committed at the origin into the cache. */
  CompletionStage<?> put(String key, byte[] value) throws Exception;

  /** Removes a key that was just changed at the origin from the cache. */
  CompletionStage<?> invalidate(String key) throws Exception;

  /** Makes every copy in this node's memory expire now; Redis is emptied by the tool itself. */
  void expireMemory() throws Exception;

  /** Returns whether calls may block: on threads of a pool then, else on those of the load. */
  default boolean isBlocking() {
    return true;
  }
}
