package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Walks every path of a target once and again before the preload, so that the first miss, the first
 * write and the first invalidation of the measured time do not also load the classes for it. A warm
 * up under load cannot do that: where everything is preloaded, it hits.
 *
 * <p>Nothing of it is counted; whoever calls empties the tiers afterwards.
 */
final class Rehearsal {

  private static final long LENGTH_NANOS = 1_500_000_000;
  private static final int IN_FLIGHT = 64;

  /** Of so many operations on a key one is a put and one is an invalidation. */
  private static final int CYCLE = 8;

  private final CacheTarget target;
  private final int nodes;
  private final KeyNames names;
  private final OriginState state;

  Rehearsal(CacheTarget target, int nodes, KeyNames names, OriginState state) {
    this.target = target;
    this.nodes = nodes;
    this.names = names;
    this.state = state;
  }

  /**
   * Runs for about 1.5 s and until every answer is there.
   *
   * @param nanoClock ns, monotonic
   * @return how many operations were sent
   */
  int run(LongSupplier nanoClock) throws InterruptedException {
    Semaphore places = new Semaphore(IN_FLIGHT);
    long end = nanoClock.getAsLong() + LENGTH_NANOS;
    int sent = 0;
    while (nanoClock.getAsLong() < end) {
      places.acquire();
      // What fails here would fail under load, too, and is counted there.
      send(sent++).whenComplete((answer, failure) -> places.release());
    }
    forget(Math.min(sent / CYCLE + 1, names.count()), places);
    places.acquire(IN_FLIGHT);
    return sent;
  }

  /** A node would serve what it merely holds as expired, and answer with errors it remembers. */
  private void forget(int used, Semaphore places) throws InterruptedException {
    for (int key = 0; key < used; key++) {
      for (int node = 0; node < nodes; node++) {
        places.acquire();
        target.invalidate(node, names.name(key)).whenComplete((done, failure) -> places.release());
      }
    }
  }

  private CompletionStage<?> send(int number) {
    int node = number % nodes;
    int key = number / CYCLE % names.count();
    String name = names.name(key);
    byte[] value = state.value(key);
    if (number % CYCLE == CYCLE - 1) {
      return target.invalidate(node, name);
    }
    return number % CYCLE == CYCLE / 2 && value != null
        ? target.put(node, name, value)
        : target.get(node, name);
  }
}
