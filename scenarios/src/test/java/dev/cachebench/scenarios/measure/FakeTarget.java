package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.target.CacheTarget;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A target whose gets are what a test says; writes succeed at once. */
final class FakeTarget implements CacheTarget {

  /** What a get does. */
  interface Gets {
    /** Answers a get. */
    CompletionStage<Answer> get(int node, String key);
  }

  private final Gets gets;
  int puts;
  int invalidations;
  Consumer<String> onInvalidate = key -> {};
  BiConsumer<String, byte[]> onPut = (key, value) -> {};

  FakeTarget(Gets gets) {
    this.gets = gets;
  }

  static Answer answer(Outcome outcome, byte[] value) {
    return new Answer(outcome, value, false);
  }

  @Override
  public CompletionStage<Answer> get(int node, String key) {
    return gets.get(node, key);
  }

  @Override
  public CompletionStage<Void> put(int node, String key, byte[] value) {
    puts++;
    onPut.accept(key, value);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> invalidate(int node, String key) {
    invalidations++;
    onInvalidate.accept(key);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> preload(
      String key, byte[] value, PreloadTiers tiers, double ageShare) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void expireL1() {}

  @Override
  public OptionalLong stalenessBoundNanos() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {}
}
