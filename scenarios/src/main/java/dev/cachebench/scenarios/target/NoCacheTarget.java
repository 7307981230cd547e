package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.origin.Origin;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The service without a cache: every get is a load. What speedups are measured against. */
public final class NoCacheTarget implements CacheTarget {

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Origin origin;

  /**
   * Creates one.
   *
   * @param origin answers every get
   */
  public NoCacheTarget(Origin origin) {
    this.origin = origin;
  }

  @Override
  public CompletionStage<Answer> get(int node, String key) {
    return origin.load(key).thenApply(value -> new Answer(Outcome.ORIGIN, value, false));
  }

  @Override
  public CompletionStage<Void> put(int node, String key, byte[] value) {
    return DONE;
  }

  @Override
  public CompletionStage<Void> invalidate(int node, String key) {
    return DONE;
  }

  @Override
  public CompletionStage<Void> preload(
      String key, byte[] value, PreloadTiers tiers, double ageShare) {
    return DONE;
  }

  @Override
  public void expireL1() {
    // There is nothing to expire.
  }

  @Override
  public OptionalLong stalenessBoundNanos() {
    return OptionalLong.of(0);
  }

  @Override
  public void close() {
    // There is nothing to free.
  }
}
