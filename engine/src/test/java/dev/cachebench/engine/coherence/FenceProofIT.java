package dev.cachebench.engine.coherence;

import static dev.cachebench.engine.testing.Interleavings.both;
import static dev.cachebench.engine.testing.Interleavings.finds;
import static dev.cachebench.engine.testing.Interleavings.holds;
import static dev.cachebench.engine.testing.Interleavings.require;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.L1Entry;
import dev.cachebench.engine.memory.L1Store;
import dev.cachebench.engine.memory.MemoryTierConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A fill races an invalidation, a put or an expiry of everything and loses, in the interleavings
 * that a model checker tries. Each check is run without fences, too, and has to find that.
 */
@Timeout(120)
class FenceProofIT {

  private static final String KEY = "k";

  /** What reads and writes of the engine do with fence and tiers, without all the rest. */
  private static final class Tiers {

    final AtomicInteger origin = new AtomicInteger(1);
    final AtomicReference<Integer> l2 = new AtomicReference<>();
    private final Fence fence;
    private final L1Store<String, Integer> l1 =
        L1Store.create(
            new MemoryTierConfig(10, Duration.ofSeconds(1), EvictionPolicy.LRU), () -> 0);

    Tiers(boolean fences) {
      fence = Fence.create(fences);
    }

    int get() {
      L1Entry<Integer> held = l1.get(KEY);
      if (held != null) {
        return held.value();
      }
      long moves = fence.moves(KEY);
      long token = fence.token(KEY);
      int loaded = origin.get();
      insert(loaded, token);
      if (fence.moves(KEY) == moves) {
        l2.set(loaded);
        if (fence.moves(KEY) != moves) {
          l2.set(null);
        }
      }
      return loaded;
    }

    private void insert(int value, long token) {
      l1.insert(KEY, new L1Entry<>(value, 0, 1), () -> fence.isUnmoved(KEY, token));
    }

    void invalidate() {
      origin.set(2);
      fence.move(KEY);
      l1.remove(KEY);
      l2.set(null);
    }

    void put() {
      origin.set(2);
      insert(2, fence.move(KEY));
    }

    void expireAll() {
      origin.set(2);
      fence.moveAll();
      l1.expireAll();
    }
  }

  private static void invalidation(boolean fences) {
    Tiers tiers = new Tiers(fences);
    both(() -> tiers.get(), () -> tiers.invalidate());
    Integer shared = tiers.l2.get();
    require(shared == null || shared == 2, "L2 holds no old value");
    require(tiers.get() == 2, "nobody gets the old value any more");
  }

  private static void put(boolean fences) {
    Tiers tiers = new Tiers(fences);
    both(() -> tiers.get(), () -> tiers.put());
    require(tiers.get() == 2, "nobody gets the old value any more");
  }

  private static void expiry(boolean fences) {
    Tiers tiers = new Tiers(fences);
    both(() -> tiers.get(), () -> tiers.expireAll());
    require(tiers.get() == 2, "nobody gets the old value any more");
  }

  @Test
  void anInvalidationWinsAgainstAFill() {
    holds(() -> invalidation(true));
  }

  @Test
  void theCheckFindsInvalidationsWithoutFences() {
    finds(() -> invalidation(false));
  }

  @Test
  void aPutWinsAgainstAFill() {
    holds(() -> put(true));
  }

  @Test
  void theCheckFindsPutsWithoutFences() {
    finds(() -> put(false));
  }

  @Test
  void expiringEverythingWinsAgainstAFill() {
    holds(() -> expiry(true));
  }

  @Test
  void theCheckFindsAnExpiryWithoutFences() {
    finds(() -> expiry(false));
  }
}
