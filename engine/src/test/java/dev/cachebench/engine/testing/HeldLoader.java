package dev.cachebench.engine.testing;

import dev.cachebench.engine.AsyncCacheLoader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A loader behind a gate: every load waits until the test answers it. */
public final class HeldLoader implements AsyncCacheLoader<String, String> {

  /** All loads begun, in order. */
  public final List<CompletableFuture<String>> loads = new CopyOnWriteArrayList<>();

  @Override
  public CompletionStage<String> load(String key) {
    CompletableFuture<String> load = new CompletableFuture<>();
    loads.add(load);
    return load;
  }
}
