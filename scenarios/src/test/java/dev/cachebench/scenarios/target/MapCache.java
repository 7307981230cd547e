package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.target.spi.CacheContext;
import dev.cachebench.scenarios.target.spi.Served;
import dev.cachebench.scenarios.target.spi.UserCache;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** A user's cache that blocks: a map in which a miss waits for its load. */
public class MapCache implements UserCache {

  private final Map<String, byte[]> values = new ConcurrentHashMap<>();
  private CacheContext context;

  @Override
  public void open(CacheContext opened) {
    context = opened;
  }

  @Override
  public CompletionStage<Served> get(String key) throws ExecutionException, InterruptedException {
    byte[] value = values.get(key);
    if (value == null) {
      value = context.await(key);
      if (value != null) {
        values.put(key, value);
      }
    }
    return Served.of(value).now();
  }

  @Override
  public CompletionStage<?> put(String key, byte[] value) {
    values.put(key, value);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> invalidate(String key) {
    values.remove(key);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void expireMemory() {
    values.clear();
  }

  @Override
  public void close() {}
}
