package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.check.CheckedRead;
import dev.cachebench.scenarios.history.Ending;
import dev.cachebench.scenarios.history.HistoryEntry;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.target.Answer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer: it is timed, counted, shown to whoever watches, and checked; then the
 * call's place is free and its user goes on.
 *
 * <p>Safe for use by many threads: each thread that brings answers records into recorders of its
 * own.
 */
final class Answers {

  private final UnderTest under;
  private final Recorders recorders;
  private final InFlight inFlight;
  private final AtomicLongArray pending;
  private final LoadClock clock;

  /**
   * Creates one.
   *
   * @param pending for each phase, slots that were taken and have not ended
   */
  Answers(
      UnderTest under,
      Recorders recorders,
      InFlight inFlight,
      AtomicLongArray pending,
      LoadClock clock) {
    this.under = under;
    this.recorders = recorders;
    this.inFlight = inFlight;
    this.pending = pending;
    this.clock = clock;
  }

  /** The target answered or failed; a second end of the same use is none. */
  void ended(Call call, long use, @Nullable Object answer, @Nullable Throwable failure) {
    long now = clock.nanos();
    if (!call.claimEnd(use)) {
      return;
    }
    User user = call.user;
    int phase = call.phase;
    try {
      Outcome outcome = outcome(call, answer, failure);
      record(call, cell(call, outcome, answer), now);
      watch(call, outcome, answer, now);
      if (answer instanceof Answer got && got.outcome() != Outcome.ERROR) {
        judge(call, got, now);
      }
      if (under.history().isOn()) {
        under.history().add(entry(call, outcome, answer, failure, now));
      }
    } finally {
      inFlight.leave(call);
      settled(phase, user, now, false);
    }
  }

  /** The target had no place for a slot. */
  void refused(Slot slot, long now, @Nullable User user) {
    PhaseRecorder recorder = recorders.mine(slot.phase);
    recorder.count(slot.node, SlotCount.REFUSED);
    int cell = Cell.number(slot.operation, Outcome.ERROR);
    recorder.record(slot.node, cell, slot.intendedNanos, now, now);
    settled(slot.phase, user, now, true);
  }

  private static Outcome outcome(Call call, @Nullable Object answer, @Nullable Throwable failure) {
    if (failure != null) {
      return Outcome.ERROR;
    }
    if (call.operation != Operation.GET) {
      return Outcome.OK;
    }
    return answer instanceof Answer got ? got.outcome() : Outcome.ERROR;
  }

  private static int cell(Call call, Outcome outcome, @Nullable Object answer) {
    boolean isCoalesced =
        outcome == Outcome.ORIGIN && answer instanceof Answer got && got.isCoalesced();
    return isCoalesced ? Cell.COALESCED : Cell.number(call.operation, outcome);
  }

  private void record(Call call, int cell, long now) {
    PhaseRecorder recorder = recorders.mine(call.phase);
    if (call.operation.isOfCache()) {
      recorder.record(call.node, cell, call.intendedNanos, call.sentNanos, now);
    } else {
      recorder.countUntimed(call.node, cell);
    }
  }

  private void watch(Call call, Outcome outcome, @Nullable Object answer, long now) {
    if (call.operation == Operation.GET) {
      boolean hasValue = answer instanceof Answer got && got.value() != null;
      under.lifetimes().answered(call.node, call.key, outcome, hasValue, call.sentNanos, now);
    } else if (call.operation.isOfCache()) {
      under.lifetimes().wrote(call.key, now);
    }
  }

  private void judge(Call call, Answer answer, long now) {
    if (under.checker().isPlainlyCurrent(call.phase, call.key, answer.value())) {
      return;
    }
    CheckedRead read = new CheckedRead(call.phase, call.node, call.key, call.sentNanos, now);
    long staleNanos = under.checker().check(read, answer.value());
    under.lifetimes().stale(staleNanos);
  }

  private HistoryEntry entry(
      Call call, Outcome outcome, @Nullable Object answer, @Nullable Throwable failure, long now) {
    boolean isRead = call.operation == Operation.GET;
    boolean isDone = outcome != Outcome.ERROR;
    boolean isOpen = failure instanceof CancellationException;
    Ending ending = isDone ? Ending.OK : isRead && !isOpen ? Ending.FAIL : Ending.UNKNOWN;
    long invoked = call.sentNanos;
    long version = call.version;
    if (isRead) {
      version =
          isDone && answer instanceof Answer got
              ? under.checker().version(call.key, got.value())
              : HistoryEntry.NOTHING;
    } else if (version > 1) {
      invoked = under.origin().state().supersededAtNanos(call.key, version - 1);
    }
    return new HistoryEntry(
        call.key, call.node, call.phase, call.operation, ending, outcome, version, invoked, now);
  }

  private void settled(int phase, @Nullable User user, long now, boolean isRefused) {
    pending.decrementAndGet(phase);
    if (user != null) {
      user.phase.answered(user, now, isRefused);
    }
  }
}
