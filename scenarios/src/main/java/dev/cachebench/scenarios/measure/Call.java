package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Operation;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One operation that the target holds; ends exactly once. Used again and again, so that a request
 * costs no memory: whoever ends it names the use that it belongs to, and comes too late when that
 * use has ended.
 *
 * <p>Filled and freed under the lock of {@link InFlight}; {@link #claimEnd} from any thread.
 */
final class Call {

  private static final AtomicLongFieldUpdater<Call> USE =
      AtomicLongFieldUpdater.newUpdater(Call.class, "use");

  int phase;
  int node;
  int key;
  Operation operation = Operation.GET;
  long intendedNanos;
  long sentNanos;
  @Nullable User user;

  /** What a write has committed at the origin; 0 is nothing, or not yet. */
  long version;

  /** Its place among the calls in flight. */
  final int place;

  /** Odd while it is open; each use has numbers of its own. */
  private volatile long use;

  Call(int place) {
    this.place = place;
  }

  /** Begins another use and returns its number. */
  long begin(Slot slot, long nowNanos, @Nullable User asking) {
    phase = slot.phase;
    node = slot.node;
    key = slot.key;
    operation = slot.operation;
    intendedNanos = slot.intendedNanos;
    sentNanos = nowNanos;
    user = asking;
    version = 0;
    return USE.incrementAndGet(this);
  }

  /** Returns the number of the present use, or 0 when it is not open. */
  long openUse() {
    long now = use;
    return now % 2 == 1 ? now : 0;
  }

  /** Takes the right to end a use; true once. */
  boolean claimEnd(long ofUse) {
    return USE.compareAndSet(this, ofUse, ofUse + 1);
  }
}
