package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.machine.PauseLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts delays of the generator by what caused them. Confined to one thread.
 *
 * <p>A delay is judged one interval after it ended, when the pauses of its time are known.
 */
final class LateCauses {

  /** How long pauses are remembered: longer than an interval, ns. */
  private static final long MEMORY_NANOS = 5_000_000_000L;

  private final Deque<PauseLog.Pause> pauses = new ArrayDeque<>();
  private final List<LateStarts.Delay> waiting = new ArrayList<>();

  /** What made slots start late. */
  enum Cause {
    /** The JVM stood still, for garbage collection or the like. */
    PAUSE("late.pause"),
    /** The generator woke up late: no processor was free, or the machine itself stood still. */
    WAKE("late.wake"),
    /** The target kept the generator's thread, in a call that should have returned at once. */
    CALL("late.call"),
    /** Slots came faster than one generator starts them. */
    RATE("late.rate");

    private final String word;

    Cause(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  void paused(List<PauseLog.Pause> more) {
    pauses.addAll(more);
  }

  void delayed(LateStarts.Delay delay) {
    waiting.add(delay);
  }

  /**
   * Returns how many late slots each cause had, of delays that are old enough to be judged.
   *
   * @param beforeNanos those that ended before, run's clock
   */
  Map<Cause, Long> judge(long beforeNanos) {
    Map<Cause, Long> slots = new EnumMap<>(Cause.class);
    waiting.removeIf(
        delay -> {
          boolean isReady = delay.toNanos() < beforeNanos;
          if (isReady) {
            slots.merge(cause(delay), (long) delay.slots(), Long::sum);
          }
          return isReady;
        });
    while (!pauses.isEmpty() && pauses.getFirst().endNanos() < beforeNanos - MEMORY_NANOS) {
      pauses.removeFirst();
    }
    return slots;
  }

  private Cause cause(LateStarts.Delay delay) {
    if (2 * pausedNanos(delay) >= delay.nanos()) {
      return Cause.PAUSE;
    }
    if (delay.isWake()) {
      return Cause.WAKE;
    }
    return 2 * delay.nanos() >= LateStarts.LATE_NANOS ? Cause.CALL : Cause.RATE;
  }

  private long pausedNanos(LateStarts.Delay delay) {
    long nanos = 0;
    for (PauseLog.Pause pause : pauses) {
      long from = Math.max(delay.fromNanos(), pause.endNanos() - pause.nanos());
      long to = Math.min(delay.toNanos(), pause.endNanos());
      nanos += Math.max(0, to - from);
    }
    return nanos;
  }
}
