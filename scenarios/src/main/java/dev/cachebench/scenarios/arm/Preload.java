package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Fills the tiers before the warm-up, uncounted: from the least popular key to the most popular
 * one, so that an L1 that cannot hold them all keeps the popular ones.
 */
final class Preload {

  private static final int IN_FLIGHT = 256;

  /** Multiples of it, modulo 1, spread evenly however many there are (Weyl's sequence). */
  private static final double GOLDEN_RATIO = 0.6180339887498949;

  private final PreloadConfig config;
  private final KeyNames names;
  private final OriginState state;

  Preload(PreloadConfig config, KeyNames names, OriginState state) {
    this.config = config;
    this.names = names;
    this.state = state;
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
      byte[] value = state.value(key);
      if (value == null) {
        continue;
      }
      places.acquire();
      filled++;
      target
          .preload(names.name(key), value, tiers, ageShare(key))
          .whenComplete(
              (done, problem) -> {
                if (problem != null) {
                  failure.compareAndSet(null, problem);
                }
                places.release();
              });
    }
    places.acquire(IN_FLIGHT);
    Throwable problem = failure.get();
    if (problem != null) {
      throw new CompletionException("the preload failed: " + problem.getMessage(), problem);
    }
    return filled;
  }

  private double ageShare(int key) {
    if (config.ages() == PreloadConfig.Ages.TOGETHER) {
      return 0;
    }
    double multiple = key * GOLDEN_RATIO;
    return multiple - Math.floor(multiple);
  }
}
