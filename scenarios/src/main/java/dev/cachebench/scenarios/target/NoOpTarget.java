package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * Answers every get at once with the right value, without looking for it: what is left of a request
 * is the benchmark's own cost.
 */
public final class NoOpTarget implements CacheTarget {

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final KeyNames names;
  private final List<CompletableFuture<Answer>> answers = new ArrayList<>();

  /**
   * Makes every answer beforehand.
   *
   * @param names the keys, few enough to hold a value for each
   * @param values value of a key by its index
   */
  public NoOpTarget(KeyNames names, IntFunction<byte[]> values) {
    this.names = names;
    for (int i = 0; i < names.count(); i++) {
      answers.add(
          CompletableFuture.completedFuture(new Answer(Outcome.L1, values.apply(i), false)));
    }
  }

  @Override
  public CompletionStage<Answer> get(int node, String key) {
    return answers.get(names.index(key));
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
    return OptionalLong.empty();
  }

  @Override
  public void close() {
    // There is nothing to free.
  }
}
