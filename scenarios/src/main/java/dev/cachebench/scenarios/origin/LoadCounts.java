package dev.cachebench.scenarios.origin;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Loads for each key: ever, in the current phase, and at once.
 *
 * <p>Confined to the origin's lock.
 */
final class LoadCounts {

  private final AtomicReferenceArray<@Nullable OfKey> keys;
  private int phase;
  private long maxInPhase;
  private int maxAtOnce;
  private @Nullable OfKey busiest;

  LoadCounts(int keys) {
    this.keys = new AtomicReferenceArray<>(keys);
  }

  /** Counts the start of a load and returns how often the key was loaded before. */
  long start(int key) {
    OfKey counts = of(key);
    if (counts.phase != phase) {
      counts.phase = phase;
      counts.inPhase = 0;
    }
    maxInPhase = Math.max(maxInPhase, ++counts.inPhase);
    if (++counts.atOnce > maxAtOnce) {
      maxAtOnce = counts.atOnce;
      busiest = counts;
    }
    return counts.ever++;
  }

  void end(int key) {
    of(key).atOnce--;
  }

  long ever(int key) {
    OfKey counts = keys.get(key);
    return counts == null ? 0 : counts.ever;
  }

  void startPhase() {
    phase++;
    maxInPhase = 0;
  }

  long maxInPhase() {
    return maxInPhase;
  }

  int takeMaxAtOnce() {
    int taken = maxAtOnce;
    maxAtOnce = busiest == null ? 0 : busiest.atOnce;
    return taken;
  }

  private OfKey of(int key) {
    OfKey counts = keys.get(key);
    if (counts == null) {
      counts = new OfKey();
      keys.set(key, counts);
    }
    return counts;
  }

  private static final class OfKey {
    private long ever;
    private long inPhase;
    private int phase;
    private int atOnce;
  }
}
