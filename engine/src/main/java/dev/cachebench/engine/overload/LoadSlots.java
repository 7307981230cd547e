package dev.cachebench.engine.overload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Slots for loads and the queue before them, first come, first served.
 *
 * <p>A slot is freed when its load ends, whoever still waits for it: what the origin is working on
 * counts, not what somebody wants. Admission costs O(1), leaving the queue early O(queue).
 *
 * <p>Safe for use by many threads. Loads are started outside the lock, by the thread that asks or
 * by the one that frees a slot.
 */
public final class LoadSlots {

  private final @Nullable OriginLimit limit;
  private final BooleanSupplier strict;
  private final Deque<Slot> waiting = new ArrayDeque<>();
  private int taken;

  /**
   * Creates free slots.
   *
   * @param limit how many; null is without limit
   * @param strict whether the lower number applies now
   */
  public LoadSlots(@Nullable OriginLimit limit, BooleanSupplier strict) {
    this.limit = limit;
    this.strict = strict;
  }

  private enum State {
    WAITING,
    HELD,
    BEGUN,
    FREED
  }

  /** One load's place. */
  public final class Slot {

    private final boolean counted;
    private @Nullable Runnable start;
    private State state = State.WAITING;

    private Slot(boolean counted) {
      this.counted = counted;
    }

    /**
     * Takes the slot, now or as soon as it is this one's turn.
     *
     * @param load starts the load
     * @return false when there is no room to wait either; then the load never starts
     */
    public boolean take(Runnable load) {
      synchronized (waiting) {
        if (state != State.WAITING) {
          return true;
        }
        if (counted && !(waiting.isEmpty() && taken < most())) {
          if (limit != null && waiting.size() >= limit.queue()) {
            state = State.FREED;
            return false;
          }
          start = load;
          waiting.add(this);
          return true;
        }
        hold();
      }
      load.run();
      return true;
    }

    private void hold() {
      state = State.HELD;
      if (counted) {
        taken++;
      }
    }

    /** Says that the load begins; false when it was given up before. */
    public boolean begin() {
      synchronized (waiting) {
        if (state != State.HELD) {
          return false;
        }
        state = State.BEGUN;
        return true;
      }
    }

    /**
     * Gives the place up unless the load has begun: then only its end frees the slot.
     *
     * @return whether the place was given up now
     */
    public boolean giveUp() {
      return leave(State.WAITING, State.HELD);
    }

    /** Says that the load has ended. Saying it twice does nothing. */
    public void end() {
      leave(State.HELD, State.BEGUN);
    }

    private boolean leave(State one, State other) {
      List<Runnable> next;
      synchronized (waiting) {
        if (state != one && state != other) {
          return false;
        }
        if (state == State.WAITING) {
          waiting.remove(this);
        } else if (counted) {
          taken--;
        }
        state = State.FREED;
        next = admitWaiting();
      }
      next.forEach(Runnable::run);
      return true;
    }
  }

  /**
   * Returns a place for one load.
   *
   * @param counted false for a load that another load waits for: it rides on that one's slot, for
   *     loads that wait for slots which their own callers hold would wait for ever
   */
  public Slot slot(boolean counted) {
    return new Slot(counted && limit != null);
  }

  /** Returns how many loads hold a slot now; 0 without a limit. */
  public int taken() {
    synchronized (waiting) {
      return taken;
    }
  }

  /** Returns how many loads wait for their turn now. */
  public int queued() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private int most() {
    if (limit == null) {
      return Integer.MAX_VALUE;
    }
    return strict.getAsBoolean() ? limit.whileOpen() : limit.concurrency();
  }

  private List<Runnable> admitWaiting() {
    List<Runnable> next = new ArrayList<>(0);
    while (!waiting.isEmpty() && taken < most()) {
      Slot slot = waiting.remove();
      slot.hold();
      if (slot.start != null) {
        next.add(slot.start);
      }
    }
    return next;
  }
}
