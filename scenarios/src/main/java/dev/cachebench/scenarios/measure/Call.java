package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Operation;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One operation that the target holds; ends exactly once. Safe for use by many threads. */
final class Call implements BiConsumer<@Nullable Object, @Nullable Throwable> {

  private static final AtomicIntegerFieldUpdater<Call> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(Call.class, "ended");

  final int phase;
  final int node;
  final int key;
  final Operation operation;
  final long intendedNanos;
  final long sentNanos;
  final @Nullable User user;

  /** Its place among the calls in flight; written and read under their lock. */
  int place;

  private final Ending ending;

  @SuppressWarnings("UnusedVariable") // through the updater
  private volatile int ended;

  Call(Slot slot, long sentNanos, @Nullable User user, Ending ending) {
    this.phase = slot.phase;
    this.node = slot.node;
    this.key = slot.key;
    this.operation = slot.operation;
    this.intendedNanos = slot.intendedNanos;
    this.sentNanos = sentNanos;
    this.user = user;
    this.ending = ending;
  }

  /** Takes the right to end this call; true once. */
  boolean claimEnd() {
    return ENDED.compareAndSet(this, 0, 1);
  }

  @Override
  public void accept(@Nullable Object answer, @Nullable Throwable failure) {
    ending.ended(this, answer, failure);
  }

  /** What happens when a call ends. */
  interface Ending {
    /** The target answered or failed. */
    void ended(Call call, @Nullable Object answer, @Nullable Throwable failure);
  }
}
