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

  private final @Nullable Call[] places;
  private final int[] free;
  private int freeCount;
  private int max;

  InFlight(int limit) {
    this.places = new Call[limit];
    this.free = new int[limit];
    this.freeCount = limit;
    for (int i = 0; i < limit; i++) {
      free[i] = limit - 1 - i;
    }
  }

  /** Gives a call a place; returns false when there is none. */
  synchronized boolean enter(Call call) {
    if (freeCount == 0) {
      return false;
    }
    int place = free[--freeCount];
    places[place] = call;
    call.place = place;
    max = Math.max(max, places.length - freeCount);
    return true;
  }

  synchronized void leave(Call call) {
    places[call.place] = null;
    free[freeCount++] = call.place;
  }

  synchronized int open() {
    return places.length - freeCount;
  }

  /** Returns the most calls held at once since the last call of this method. */
  synchronized int takeMax() {
    int taken = max;
    max = places.length - freeCount;
    return taken;
  }

  synchronized List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (Call call : places) {
      if (call != null) {
        calls.add(call);
      }
    }
    return calls;
  }
}
