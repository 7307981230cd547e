package dev.cachebench.engine.coalesce;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which flight's loader waits for which flight, and refuses to close a circle.
 *
 * <p>A depth-first search under one lock, done only when a loader asks the cache; cost is the
 * number of flights reachable through nested loads.
 *
 * <p>Safe for use by many threads.
 */
final class LoadGraph<K, A> {

  /** Refuses a load of the key inside a load of the same key, however deeply nested. */
  void refuseSelf(Flight<K, A> inside, K key) {
    List<K> path = new ArrayList<>(List.of(key));
    for (Flight<K, A> at = inside; at != null; at = at.parent()) {
      path.add(0, at.key());
      if (at.key().equals(key)) {
        throw new LoadCycleException(path);
      }
    }
  }

  /** Notes that one flight waits for another, unless the other waits for the first already. */
  synchronized void await(Flight<K, A> waiting, Flight<K, A> target) {
    Set<Flight<K, A>> seen = new LinkedHashSet<>();
    List<K> path = pathBetween(target, waiting, seen);
    if (path != null) {
      path.add(0, waiting.key());
      throw new LoadCycleException(path);
    }
    waiting.awaited().add(target);
  }

  private @Nullable List<K> pathBetween(
      Flight<K, A> from, Flight<K, A> to, Set<Flight<K, A>> seen) {
    if (from == to) {
      return new ArrayList<>(List.of(to.key()));
    }
    if (!from.isRunning() || !seen.add(from)) {
      return null;
    }
    for (Flight<K, A> next : from.awaited()) {
      List<K> rest = pathBetween(next, to, seen);
      if (rest != null) {
        rest.add(0, from.key());
        return rest;
      }
    }
    return null;
  }
}
