package dev.cachebench.scenarios.fault.effect;

import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks, while faults last, whether anything can be seen of them, on a thread of its own and until
 * it is; a few connections for each.
 *
 * <p>Safe for use by many threads.
 */
public final class EffectWatch implements AutoCloseable {

  private static final long PAUSE_NANOS = 50_000_000;

  private final Map<Integer, Effect> effects = new HashMap<>();
  private final Set<Integer> lasting = new TreeSet<>();
  private final Set<Integer> seen = new TreeSet<>();
  private final RedisEndpoint through;
  private final IntConsumer listener;
  private @Nullable Thread thread;
  private boolean isClosed;

  /**
   * Creates one; its thread begins with the first fault that can be seen.
   *
   * @param faults the faults of the scenario
   * @param through where the caches connect
   * @param keyPrefix of the keys that may be written
   * @param nanoClock monotonic, ns
   * @param listener hears of each fault that is seen, by its index, once for each time it starts
   */
  public EffectWatch(
      List<FaultConfig> faults,
      RedisEndpoint through,
      String keyPrefix,
      LongSupplier nanoClock,
      IntConsumer listener) {
    this.through = through;
    this.listener = listener;
    for (int i = 0; i < faults.size(); i++) {
      int index = i;
      Effect.of(faults.get(i), keyPrefix, nanoClock).ifPresent(e -> effects.put(index, e));
    }
  }

  /** A fault has started. */
  public synchronized void started(int index) {
    if (!effects.containsKey(index)) {
      return;
    }
    lasting.add(index);
    seen.remove(index);
    if (thread == null) {
      thread = new Thread(this::watch, "cachebench-effects");
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  /**
   * A fault has ended.
   *
   * @return whether it was seen; empty where it cannot be
   */
  public synchronized Optional<Boolean> ended(int index) {
    lasting.remove(index);
    return effects.containsKey(index) ? Optional.of(seen.contains(index)) : Optional.empty();
  }

  private void watch() {
    try {
      for (List<Integer> open = open(); !open.isEmpty(); open = open()) {
        for (int index : open) {
          Effect effect = effects.get(index);
          if (effect != null && effect.isSeenBy(through) && note(index)) {
            listener.accept(index);
          }
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean note(int index) {
    // What is seen after its end may be its last trace, and is not looked for.
    return lasting.contains(index) && seen.add(index);
  }

  /** Waits for something to look for; empty is the end. */
  private synchronized List<Integer> open() throws InterruptedException {
    while (!isClosed && seen.containsAll(lasting)) {
      wait();
    }
    List<Integer> open = new ArrayList<>(isClosed ? List.of() : lasting);
    open.removeAll(seen);
    return open;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
