package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.workload.PhaseSpan;
import dev.cachebench.scenarios.workload.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a target what the schedule says, when it says so, and records every answer.
 *
 * <p>A generator waits for each slot's intended start, starts the operation and never waits for its
 * answer, so a slow target delays nobody but its own callers (no coordinated omission). Answers are
 * recorded by the thread that brings them, into recorders of its own. A slot that the target has no
 * place for is refused, which is the target's error; one that a generator could not start within
 * {@link DriverSettings#SHED_AFTER} is shed, which is ours. Every slot ends in exactly one outcome,
 * or shed: {@code offered = shed + Σ OPERATION.OUTCOME}.
 *
 * <p>Writes commit at the origin first, which takes no simulated time; the time of a put is that of
 * the cache's write alone, apart from the microsecond in which the value is made.
 */
public final class LoadDriver {

  /** How names of generating threads begin, that of the caller of {@link #run} included. */
  public static final String GENERATOR = "generator-";

  private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);
  private static final long DRAIN_STEP_NANOS = 10_000_000;

  private final Schedule schedule;
  private final UnderTest under;
  private final CacheTarget target;
  private final DriverSettings settings;
  private final LoadClock clock;
  private final AtomicLongArray pending;
  private final SlotSource source;
  private final InFlight inFlight;
  private final Recorders recorders;
  private final Answers answers;
  private final List<LateStarts> lateStarts = new CopyOnWriteArrayList<>();
  private final AtomicLong closedSlots = new AtomicLong();
  private final List<Thread> generators = new ArrayList<>();
  private volatile int generatedPhases;
  private volatile long abortedNanos = Long.MAX_VALUE;

  /** Makes a driver; nothing is sent before {@link #run}. */
  public LoadDriver(Schedule schedule, UnderTest under, DriverSettings settings, LoadClock clock) {
    int phases = schedule.phases().size();
    this.schedule = schedule;
    this.under = under;
    this.target = under.target();
    this.settings = settings;
    this.clock = clock;
    this.pending = new AtomicLongArray(phases);
    this.source = new SlotSource(schedule.slots(), settings.startNanos(), pending);
    this.inFlight = new InFlight(settings.maxInFlight());
    this.recorders = new Recorders(phases, under.nodes());
    this.answers = new Answers(under, recorders, inFlight, pending, clock);
  }

  /**
   * Drives the whole schedule on the calling thread, then waits for the open calls; those that the
   * drain limit leaves open are recorded as errors with their time so far.
   */
  public void run() {
    startHelpers();
    for (PhaseSpan phase : schedule.phases()) {
      if (phase.load() instanceof LoadModel.Open) {
        generate(phase.index());
      } else if (phase.load() instanceof LoadModel.Closed closed) {
        generateClosed(phase, closed);
      }
      generatedPhases = phase.index() + 1;
    }
    waitUntil(settings.startNanos() + schedule.lengthNanos());
    joinHelpers();
    drain();
  }

  /** Ends the load early; slots that were due and not started are shed. */
  public void abort() {
    abortedNanos = Math.min(abortedNanos, clock.nanos());
    synchronized (generators) {
      generators.forEach(LockSupport::unpark);
    }
  }

  private boolean isAborted() {
    return abortedNanos != Long.MAX_VALUE;
  }

  private void startHelpers() {
    synchronized (generators) {
      generators.add(Thread.currentThread());
      for (int i = 1; i < settings.generators(); i++) {
        Thread helper = new Thread(() -> generate(Integer.MAX_VALUE), GENERATOR + i);
        helper.setDaemon(true);
        generators.add(helper);
        helper.start();
      }
    }
  }

  private void joinHelpers() {
    for (int i = 1; i < generators.size(); i++) {
      try {
        generators.get(i).join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        abort();
        return;
      }
    }
  }

  private void generate(int lastPhase) {
    Slot slot = new Slot();
    LateStarts late = lateStarts();
    while (source.take(slot, lastPhase, abortedNanos)) {
      PhaseRecorder recorder = recorders.mine(slot.phase);
      recorder.count(slot.node, SlotCount.OFFERED);
      long now = clock.nanos();
      boolean hasWaited = now < slot.intendedNanos;
      if (hasWaited) {
        now = waitUntil(slot.intendedNanos);
      }
      boolean isTooLate = now - slot.intendedNanos > DriverSettings.SHED_AFTER.toNanos();
      if (isTooLate || isAborted()) {
        recorder.count(slot.node, SlotCount.SHED);
        pending.decrementAndGet(slot.phase);
      } else {
        late.starts(slot, now, hasWaited);
        start(slot, now, null);
      }
    }
    late.finish();
  }

  private LateStarts lateStarts() {
    LateStarts made = new LateStarts();
    lateStarts.add(made);
    return made;
  }

  private void generateClosed(PhaseSpan phase, LoadModel.Closed load) {
    ClosedPhase users = new ClosedPhase(schedule, phase, load, settings.startNanos());
    Slot slot = new Slot();
    LateStarts late = lateStarts();
    boolean hasWaited = true;
    long end = settings.startNanos() + phase.endNanos();
    waitUntil(settings.startNanos() + phase.startNanos());
    for (long now = clock.nanos(); now < end && !isAborted(); now = clock.nanos()) {
      User user = users.nextDue(now);
      if (user == null) {
        clock.parkUntil(Math.min(end, users.nextNanos()));
        hasWaited = true;
        continue;
      }
      user.requests.advance();
      slot.fill(user.requests, phase.index(), user.nextNanos);
      pending.incrementAndGet(phase.index());
      closedSlots.incrementAndGet();
      recorders.mine(phase.index()).count(slot.node, SlotCount.OFFERED);
      late.starts(slot, now, hasWaited);
      start(slot, now, user);
      hasWaited = false;
    }
    late.finish();
  }

  /** Waits until a point in time or an abort and returns what time it is. */
  private long waitUntil(long nanos) {
    long now = clock.nanos();
    while (now < nanos && !isAborted()) {
      if (Thread.currentThread().isInterrupted()) {
        abort();
      }
      clock.parkUntil(nanos);
      now = clock.nanos();
    }
    return now;
  }

  private void start(Slot slot, long now, @Nullable User user) {
    Call call = inFlight.enter(slot, now, user);
    if (call == null) {
      answers.refused(slot, now, user);
      return;
    }
    long use = call.openUse();
    CompletionStage<?> answer;
    try {
      answer = send(slot, call);
    } catch (RuntimeException e) {
      answers.ended(call, use, null, e);
      return;
    }
    if (answer instanceof CompletableFuture<?> future
        && future.isDone()
        && !future.isCompletedExceptionally()) {
      answers.ended(call, use, future.getNow(null), null);
    } else {
      answer.whenComplete((value, failure) -> answers.ended(call, use, value, failure));
    }
  }

  private CompletionStage<?> send(Slot slot, Call call) {
    String key = under.names().name(slot.key);
    if (slot.operation == Operation.GET) {
      under.probe().asked(slot.key);
      under.lifetimes().asked(slot.node, slot.key);
      return target.get(slot.node, key);
    }
    OriginState state = under.origin().state();
    boolean isRemoval = slot.operation == Operation.DELETE;
    long version = isRemoval ? state.remove(slot.key) : state.advance(slot.key);
    call.version = version;
    if (!slot.operation.isOfCache()) {
      return DONE;
    }
    under.lifetimes().wrote(slot.key, clock.nanos());
    return slot.operation == Operation.PUT
        ? target.put(slot.node, key, state.value(slot.key, version))
        : target.invalidate(slot.node, key);
  }

  private void drain() {
    long deadline = clock.nanos() + settings.drainLimit().toNanos();
    awaitOpen(deadline);
    for (Call call : inFlight.calls()) {
      answers.ended(call, call.openUse(), null, new CancellationException("left open"));
    }
    awaitOpen(clock.nanos() + settings.drainLimit().toNanos());
  }

  private void awaitOpen(long deadline) {
    long now = clock.nanos();
    while (inFlight.open() > 0 && now < deadline && !Thread.currentThread().isInterrupted()) {
      clock.parkUntil(Math.min(deadline, now + DRAIN_STEP_NANOS));
      now = clock.nanos();
    }
  }

  SlotSource source() {
    return source;
  }

  Schedule schedule() {
    return schedule;
  }

  UnderTest under() {
    return under;
  }

  DriverSettings settings() {
    return settings;
  }

  LoadClock clock() {
    return clock;
  }

  Recorders recorders() {
    return recorders;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** Hands over what made slots start late since the last call. */
  void drainDelays(Consumer<LateStarts.Delay> consumer) {
    lateStarts.forEach(each -> each.drain(consumer));
  }

  /** Returns whether every slot of a phase has ended, and none will come. */
  boolean isSettled(int phase) {
    return generatedPhases > phase && pending.get(phase) == 0;
  }

  /** Returns how many slots were taken from the schedule or asked for by users so far. */
  public long slots() {
    return source.taken() + closedSlots.get();
  }

  /**
   * Returns how many slots the schedule has, and users have asked for, whatever became of them; ask
   * after {@link #run}.
   */
  public long scheduled() {
    return source.length() + closedSlots.get();
  }

  /** Returns the hash of the whole schedule, 16 hexadecimal digits; ask after {@link #run}. */
  public String scheduleHash() {
    return source.hash();
  }
}
