package dev.cachebench.engine.coalesce;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One load of one key on its way, with everybody who waits for it.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> the type of keys
 * @param <A> what it answers
 */
public final class Flight<K, A> {

  private enum State {
    RUNNING,
    LANDED,
    ABANDONED
  }

  private final RequestCoalescer<K, A> coalescer;
  private final K key;
  private final @Nullable Flight<K, A> parent;
  private final long startNanos;
  private final Set<Waiter<A, ?>> waiters = new LinkedHashSet<>();

  /** Flights that this one's loader waits for; guarded by the coalescer's graph lock. */
  private final List<Flight<K, A>> awaited = new ArrayList<>(0);

  private volatile State state = State.RUNNING;
  private volatile @Nullable Supplier<? extends @Nullable A> interim;
  private @Nullable Runnable cancellation;

  Flight(RequestCoalescer<K, A> coalescer, K key, @Nullable Flight<K, A> parent, long startNanos) {
    this.coalescer = coalescer;
    this.key = key;
    this.parent = parent;
    this.startNanos = startNanos;
  }

  /** Returns the key that is loaded. */
  public K key() {
    return key;
  }

  /** Returns the ticker reading, in nanoseconds, at which the flight began. */
  public long startNanos() {
    return startNanos;
  }

  /** Returns whether somebody may still be waiting and joining. */
  public boolean isRunning() {
    return state == State.RUNNING;
  }

  /**
   * Says how to cancel the load; done at once when everybody has left already.
   *
   * @param cancel stops the load, may be called on any thread
   */
  public void onAbandon(Runnable cancel) {
    synchronized (waiters) {
      if (state == State.RUNNING) {
        cancellation = cancel;
        return;
      }
      if (state == State.LANDED) {
        return;
      }
    }
    cancel.run();
  }

  /** Returns whether the loader of another flight asked for this one. */
  public boolean isNested() {
    return parent != null;
  }

  @Nullable Flight<K, A> parent() {
    return parent;
  }

  List<Flight<K, A>> awaited() {
    return awaited;
  }

  int waiting() {
    synchronized (waiters) {
      return waiters.size();
    }
  }

  boolean join(Waiter<A, ?> waiter) {
    Supplier<? extends @Nullable A> source = interim;
    A answer = source == null ? null : source.get();
    if (answer != null && state == State.RUNNING) {
      waiter.answer(answer);
      return true;
    }
    synchronized (waiters) {
      if (state != State.RUNNING) {
        return false;
      }
      waiter.boarded(this);
      return waiters.add(waiter);
    }
  }

  void leave(Waiter<A, ?> waiter) {
    synchronized (waiters) {
      waiters.remove(waiter);
      if (state != State.RUNNING || !waiters.isEmpty() || interim != null) {
        return;
      }
      state = State.ABANDONED;
    }
    coalescer.forget(this);
    cancelLoad();
  }

  /** Answers joiners from now on, and returns who waited so far. */
  List<Waiter<A, ?>> offer(Supplier<? extends @Nullable A> source) {
    synchronized (waiters) {
      if (state != State.RUNNING) {
        return List.of();
      }
      interim = source;
      List<Waiter<A, ?>> waited = new ArrayList<>(waiters);
      waiters.clear();
      return waited;
    }
  }

  /** Ends joining and returns who waited, or null when the flight had ended before. */
  @Nullable List<Waiter<A, ?>> land(boolean cancelled) {
    synchronized (waiters) {
      if (state != State.RUNNING) {
        return null;
      }
      state = cancelled ? State.ABANDONED : State.LANDED;
      return new ArrayList<>(waiters);
    }
  }

  void cancelLoad() {
    Runnable cancel;
    synchronized (waiters) {
      cancel = cancellation;
    }
    if (cancel != null) {
      cancel.run();
    }
  }
}
