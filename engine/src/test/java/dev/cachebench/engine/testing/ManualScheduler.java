package dev.cachebench.engine.testing;

import dev.cachebench.engine.time.Scheduler;
import java.time.Duration;
import java.util.PriorityQueue;

/** A timer on time that a test moves; work runs on the thread that moves it, at its own moment. */
public final class ManualScheduler implements Scheduler {

  private static final class Work implements Comparable<Work> {
    private final long dueNanos;
    private final long order;
    private final Runnable work;

    Work(long dueNanos, long order, Runnable work) {
      this.dueNanos = dueNanos;
      this.order = order;
      this.work = work;
    }

    @Override
    public int compareTo(Work other) {
      long first = dueNanos - other.dueNanos;
      return first != 0 ? Long.signum(first) : Long.signum(order - other.order);
    }
  }

  private final PriorityQueue<Work> queue = new PriorityQueue<>();
  private final ManualTicker ticker;
  private long orders;

  /** Creates a timer on that ticker, to be moved through {@link #advance} only. */
  public ManualScheduler(ManualTicker ticker) {
    this.ticker = ticker;
  }

  @Override
  public synchronized Runnable after(long delayNanos, Runnable work) {
    Work scheduled = new Work(ticker.nanos() + delayNanos, orders++, work);
    queue.add(scheduled);
    return () -> cancel(scheduled);
  }

  private synchronized void cancel(Work work) {
    queue.remove(work);
  }

  /** Returns how much work is waiting. */
  public synchronized int waiting() {
    return queue.size();
  }

  /** Moves time on and runs what becomes due on the way. */
  public void advance(Duration by) {
    long endNanos = ticker.nanos() + by.toNanos();
    for (Work next = due(endNanos); next != null; next = due(endNanos)) {
      ticker.advance(Duration.ofNanos(Math.max(0, next.dueNanos - ticker.nanos())));
      next.work.run();
    }
    ticker.advance(Duration.ofNanos(endNanos - ticker.nanos()));
  }

  private synchronized Work due(long endNanos) {
    Work next = queue.peek();
    return next != null && next.dueNanos - endNanos <= 0 ? queue.poll() : null;
  }

  @Override
  public synchronized void close() {
    queue.clear();
  }
}
