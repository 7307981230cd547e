package dev.cachebench.scenarios.testing;

import dev.cachebench.scenarios.measure.LoadClock;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when somebody waits; events happen at their time, in order. */
public final class VirtualClock implements LoadClock {

  private record Event(long nanos, long number, Runnable task) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparing(Event::number));
  private long now;
  private long number;

  @Override
  public long nanos() {
    return now;
  }

  /** Runs at most one event, then returns, as an unparked thread would. */
  @Override
  public void parkUntil(long nanos) {
    Event next = events.peek();
    if (next != null && next.nanos <= nanos) {
      events.remove();
      now = Math.max(now, next.nanos);
      next.task.run();
    } else if (nanos == Long.MAX_VALUE) {
      throw new IllegalStateException("waits for ever");
    } else {
      now = Math.max(now, nanos);
    }
  }

  /** Lets time pass. */
  public void advanceTo(long nanos) {
    while (now < nanos || (!events.isEmpty() && events.peek().nanos <= nanos)) {
      parkUntil(nanos);
    }
  }

  /** Moves time without running what falls due, as a stalled generator would see it. */
  public void jumpTo(long nanos) {
    now = Math.max(now, nanos);
  }

  /** Runs a task at a point in time. */
  public void at(long nanos, Runnable task) {
    events.add(new Event(nanos, number++, task));
  }

  /** Runs a task after a delay. */
  public void after(long delayNanos, Runnable task) {
    at(now + delayNanos, task);
  }
}
