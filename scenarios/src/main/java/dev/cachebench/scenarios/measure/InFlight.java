package dev.cachebench.scenarios.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the target holds, at most so many.
 *
 * <p>Safe for use by many threads.
 */
final class InFlight {

  /** Made when they are first needed, so that a large limit costs nothing. */
  private final @Nullable Call[] calls;

  private final int[] free;
  private int freeCount;
  private int max;

  InFlight(int limit) {
    this.calls = new Call[limit];
    this.free = new int[limit];
    this.freeCount = limit;
    for (int i = 0; i < limit; i++) {
      free[i] = limit - 1 - i;
    }
  }

  /** Returns a call for a slot, or null when the target holds as many as it may. */
  synchronized @Nullable Call enter(Slot slot, long nowNanos, @Nullable User user) {
    if (freeCount == 0) {
      return null;
    }
    int place = free[--freeCount];
    Call call = calls[place];
    if (call == null) {
      call = new Call(place);
      calls[place] = call;
    }
    call.begin(slot, nowNanos, user);
    max = Math.max(max, calls.length - freeCount);
    return call;
  }

  synchronized void leave(Call call) {
    free[freeCount++] = call.place;
  }

  synchronized int open() {
    return calls.length - freeCount;
  }

  /** Returns the most calls held at once since the last call of this method. */
  synchronized int takeMax() {
    int taken = max;
    max = calls.length - freeCount;
    return taken;
  }

  /** Returns the calls that are open now. */
  synchronized List<Call> calls() {
    List<Call> open = new ArrayList<>();
    for (Call call : calls) {
      if (call != null && call.openUse() != 0) {
        open.add(call);
      }
    }
    return open;
  }
}
