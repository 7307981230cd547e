package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.workload.PhaseSpan;
import dev.cachebench.scenarios.workload.Schedule;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The users of a closed phase as asynchronous loops on the generator's thread: ask, wait for the
 * answer, think, ask again. A request's intended start is the end of its user's think time.
 *
 * <p>{@link #nextDue} is confined to the generator's thread; answers come from any.
 */
final class ClosedPhase {

  /** Keeps a user that is refused at once, and does not think, from asking without end. */
  private static final long PAUSE_AFTER_REFUSAL_NANOS = 1_000_000;

  private final PriorityQueue<User> thinking =
      new PriorityQueue<>(Comparator.comparingLong((User user) -> user.nextNanos));
  private final Queue<User> answered = new ConcurrentLinkedQueue<>();
  private final Thread generator;
  private final long thinkNanos;

  ClosedPhase(Schedule schedule, PhaseSpan phase, LoadModel.Closed load, long startNanos) {
    this.generator = Thread.currentThread();
    this.thinkNanos = load.thinkTime().toNanos();
    for (int i = 0; i < load.users(); i++) {
      thinking.add(new User(this, schedule.user(phase, i), startNanos + phase.startNanos()));
    }
  }

  /** Returns a user whose think time is over, or null. */
  @Nullable User nextDue(long nowNanos) {
    takeAnswered();
    User first = thinking.peek();
    return first != null && first.nextNanos <= nowNanos ? thinking.poll() : null;
  }

  /** Returns when the next think time ends, {@code Long.MAX_VALUE} when every user waits. */
  long nextNanos() {
    takeAnswered();
    User first = thinking.peek();
    return first == null ? Long.MAX_VALUE : first.nextNanos;
  }

  private void takeAnswered() {
    for (User user = answered.poll(); user != null; user = answered.poll()) {
      thinking.add(user);
    }
  }

  /** A user got its answer. */
  void answered(User user, long nowNanos, boolean isRefused) {
    long pause = isRefused ? Math.max(thinkNanos, PAUSE_AFTER_REFUSAL_NANOS) : thinkNanos;
    user.nextNanos = nowNanos + pause;
    answered.add(user);
    if (Thread.currentThread() != generator) {
      LockSupport.unpark(generator);
    }
  }
}
