package dev.cachebench.engine.coalesce;

import dev.cachebench.engine.time.Ticker;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets all callers that miss one key at the same time share one load (a "single flight").
 *
 * <p>A flight can be joined only while it runs, and leaves the table by identity. The owner writes
 * L1 before it lands a flight and looks into L1 again after it has begun one, so no caller falls
 * into the gap between two flights. A flight older than the maximum age is not joined any more.
 * Errors are shared like values: with n waiters there is one failing load, not n in a row.
 *
 * <p>Switched off, each caller gets a flight of its own. Cost: one hash-table entry for each
 * flight, one set entry for each waiter.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> the type of keys
 * @param <A> what flights answer
 */
@SuppressWarnings("ThreadLocalUsage") // one cache's loads are no business of another's
public final class RequestCoalescer<K, A> {

  private final ConcurrentHashMap<K, Flight<K, A>> table = new ConcurrentHashMap<>();
  private final Set<Flight<K, A>> running = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<@Nullable Flight<K, A>> loading = new ThreadLocal<>();
  private final LoadGraph<K, A> graph = new LoadGraph<>();
  private final boolean on;
  private final long maxAgeNanos;
  private final Ticker ticker;
  private volatile @Nullable RuntimeException closed;

  /**
   * Creates an empty table.
   *
   * @param on false gives every caller a flight of its own
   * @param maxAgeNanos age in nanoseconds up to which a flight is joined
   * @param ticker the clock of that age
   */
  public RequestCoalescer(boolean on, long maxAgeNanos, Ticker ticker) {
    this.on = on;
    this.maxAgeNanos = maxAgeNanos;
    this.ticker = ticker;
  }

  /**
   * Puts the waiter on the key's flight.
   *
   * @return the flight that the caller has to fly because it leads it, or null when the waiter
   *     joined another's
   * @throws LoadCycleException when the thread is inside a load that the flight waits for
   */
  public @Nullable Flight<K, A> enter(K key, Waiter<A, ?> waiter) {
    Flight<K, A> parent = loading.get();
    if (parent != null) {
      graph.refuseSelf(parent, key);
    }
    long nowNanos = ticker.nanos();
    if (!on) {
      return lead(new Flight<>(this, key, parent, nowNanos), waiter);
    }
    while (true) {
      Flight<K, A> present = table.get(key);
      if (present == null) {
        Flight<K, A> mine = new Flight<>(this, key, parent, nowNanos);
        mine.join(waiter);
        present = table.putIfAbsent(key, mine);
        if (present == null) {
          return lead(mine, waiter);
        }
      }
      if (parent != null) {
        graph.await(parent, present);
      }
      if (nowNanos - present.startNanos() <= maxAgeNanos && present.join(waiter)) {
        return null;
      }
      table.remove(key, present);
    }
  }

  /**
   * Begins a flight of the key unless one is under way.
   *
   * @return the flight that the caller has to fly, or null when there is one
   */
  public @Nullable Flight<K, A> enterFirst(K key, Waiter<A, ?> waiter) {
    Flight<K, A> mine = new Flight<>(this, key, null, ticker.nanos());
    if (!on) {
      return lead(mine, waiter);
    }
    if (table.containsKey(key)) {
      return null;
    }
    mine.join(waiter);
    return table.putIfAbsent(key, mine) == null ? lead(mine, waiter) : null;
  }

  /**
   * Gives everybody who waits now, and whoever joins while the flight goes on, an answer for the
   * time being, if there is one. The flight is not abandoned any more.
   *
   * @param interim asked now and by everybody who joins; null is no answer
   */
  public void offer(Flight<K, A> flight, Supplier<? extends @Nullable A> interim) {
    A answer = interim.get();
    if (answer != null) {
      flight.offer(interim).forEach(waiter -> waiter.answer(answer));
    }
  }

  private Flight<K, A> lead(Flight<K, A> flight, Waiter<A, ?> waiter) {
    flight.join(waiter);
    running.add(flight);
    Flight<K, A> parent = flight.parent();
    if (parent != null) {
      graph.await(parent, flight);
    }
    RuntimeException end = closed;
    if (end != null) {
      fail(flight, end);
    }
    return flight;
  }

  /**
   * Gives everybody on the flight the answer. Nobody can join once this has begun.
   *
   * @return false when the flight had ended before
   */
  public boolean land(Flight<K, A> flight, A answer) {
    List<Waiter<A, ?>> waiters = flight.land(false);
    if (waiters == null) {
      return false;
    }
    forget(flight);
    waiters.forEach(waiter -> waiter.answer(answer));
    return true;
  }

  /**
   * Gives everybody on the flight the same error.
   *
   * @return false when the flight had ended before
   */
  public boolean fail(Flight<K, A> flight, Throwable error) {
    return fail(flight, error, false);
  }

  private boolean fail(Flight<K, A> flight, Throwable error, boolean cancelled) {
    List<Waiter<A, ?>> waiters = flight.land(cancelled);
    if (waiters == null) {
      return false;
    }
    forget(flight);
    waiters.forEach(waiter -> waiter.fail(error));
    return true;
  }

  /** Lets nobody else join the key's flight; those on it still get its answer. */
  public void detach(K key) {
    table.remove(key);
  }

  /**
   * Calls a loader on behalf of a flight, so that what the loader asks for on this thread is known
   * to be asked by that flight.
   */
  public <T> T callInside(Flight<K, A> flight, Callable<T> load) throws Exception {
    Flight<K, A> outer = loading.get();
    loading.set(flight);
    try {
      return load.call();
    } finally {
      if (outer == null) {
        loading.remove();
      } else {
        loading.set(outer);
      }
    }
  }

  /** Fails and cancels all flights, now and from now on. */
  public void close(RuntimeException error) {
    closed = Objects.requireNonNull(error, "error");
    for (Flight<K, A> flight : running) {
      if (fail(flight, error, true)) {
        flight.cancelLoad();
      }
    }
  }

  /** Returns the number of flights that run now. */
  public int flights() {
    return running.size();
  }

  /**
   * Returns how many wait for the flight of the key that can be joined now, its leader included.
   */
  public int waiting(K key) {
    Flight<K, A> flight = table.get(key);
    return flight == null ? 0 : flight.waiting();
  }

  void forget(Flight<K, A> flight) {
    table.remove(flight.key(), flight);
    running.remove(flight);
  }
}
