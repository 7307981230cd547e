package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fills the tiers before the warm-up, uncounted: from the least popular key to the most popular
 * one, so that an L1 that cannot hold them all keeps the popular ones.
 */
final class Preload {

  private static final int IN_FLIGHT = 64;
  private static final int TRIES = 100;
  private static final int PAUSE_MILLIS = 20;

  /** Multiples of it, modulo 1, spread evenly however many there are (Weyl's sequence). */
  private static final double GOLDEN_RATIO = 0.6180339887498949;

  /** Another irrational number, so that which key is there says nothing of its age. */
  private static final double ROOT_OF_TWO = 1.4142135623730951;

  private final PreloadConfig config;
  private final KeyNames names;
  private final OriginState state;
  private final IntToDoubleFunction presence;

  /**
   * Creates one.
   *
   * @param presence how likely a key is there, where entries have settled
   */
  Preload(PreloadConfig config, KeyNames names, OriginState state, IntToDoubleFunction presence) {
    this.config = config;
    this.names = names;
    this.state = state;
    this.presence = presence;
  }

  /**
   * Fills a target and waits until everything is stored.
   *
   * @return how many keys were filled
   * @throws CompletionException if one could not be stored
   */
  int fill(CacheTarget target) throws InterruptedException {
    if (config.tiers() == PreloadConfig.Tiers.NONE) {
      return 0;
    }
    CacheTarget.PreloadTiers tiers =
        config.tiers() == PreloadConfig.Tiers.ALL
            ? CacheTarget.PreloadTiers.ALL
            : CacheTarget.PreloadTiers.L2;
    Semaphore places = new Semaphore(IN_FLIGHT);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    int filled = 0;
    for (int key = names.count() - 1; key >= 0 && failure.get() == null; key--) {
      byte[] value = isThere(key) ? state.value(key) : null;
      if (value != null) {
        places.acquire();
        filled++;
        Fill fill = new Fill(names.name(key), value, ageShare(key));
        store(target, tiers, fill, TRIES)
            .whenComplete((done, problem) -> places.release())
            .exceptionally(problem -> fail(failure, problem));
      }
    }
    places.acquire(IN_FLIGHT);
    Throwable problem = failure.get();
    if (problem != null) {
      throw new CompletionException("the preload failed: " + problem.getMessage(), problem);
    }
    return filled;
  }

  private record Fill(String key, byte[] value, double ageShare) {}

  /** Stores a value; a JVM that has just started may miss its budget, so it tries again. */
  private static CompletableFuture<@Nullable Void> store(
      CacheTarget target, CacheTarget.PreloadTiers tiers, Fill fill, int tries) {
    CompletableFuture<@Nullable Void> stored =
        target
            .preload(fill.key(), fill.value(), tiers, fill.ageShare())
            .<@Nullable Void>thenApply(done -> null)
            .toCompletableFuture();
    return tries == 1
        ? stored
        : stored.exceptionallyComposeAsync(
            problem -> store(target, tiers, fill, tries - 1),
            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
  }

  private static @Nullable Void fail(
      AtomicReference<@Nullable Throwable> failure, Throwable problem) {
    failure.compareAndSet(null, problem);
    return null;
  }

  private double ageShare(int key) {
    if (config.ages() == PreloadConfig.Ages.TOGETHER) {
      return 0;
    }
    return fraction(key * GOLDEN_RATIO);
  }

  private boolean isThere(int key) {
    return config.ages() != PreloadConfig.Ages.SETTLED
        || fraction(key * ROOT_OF_TWO) < presence.applyAsDouble(key);
  }

  private static double fraction(double number) {
    return number - Math.floor(number);
  }
}
