package dev.cachebench.engine;

import dev.cachebench.engine.coalesce.Flight;
import dev.cachebench.engine.coalesce.LoadCycleException;
import dev.cachebench.engine.expiry.ErrorClass;
import dev.cachebench.engine.memory.L1Entry;
import dev.cachebench.engine.overload.LoadRetries;
import dev.cachebench.engine.overload.LoadSlots;
import dev.cachebench.engine.overload.LoadTimeouts;
import dev.cachebench.engine.redis.L2Answer;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.redis.L2Store;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens after a miss in L1: join or lead a flight; a flight looks into L1 again, reads L2,
 * loads, fills L1, lands, and writes L2 back.
 */
final class ReadPath<K, V> {

  /** L2 counts ages in milliseconds, so that the same value may seem a little younger there. */
  private static final long AGE_ERROR_NANOS = 10_000_000;

  private final Parts<K, V> parts;
  private final LoadSide<K> side;
  private final Set<Trip> late = ConcurrentHashMap.newKeySet();
  private final AsyncCacheLoader<K, V> loader;
  private final Executor executor;
  private final boolean l1On;

  ReadPath(Parts<K, V> parts, AsyncCacheLoader<K, V> loader, Executor executor, boolean l1On) {
    this.parts = parts;
    this.loader = loader;
    this.executor = executor;
    this.l1On = l1On;
    this.side = parts.side();
    if (side.schedule() != null) {
      side.schedule().start((key, end) -> reload(key, parts.ticker().nanos(), end));
    }
  }

  /** Puts the waiter on a flight and returns it. */
  <R extends @Nullable Object> LookupWaiter<V, R> board(K key, LookupWaiter<V, R> waiter) {
    Flight<K, Answer<V>> flight;
    try {
      flight = parts.coalescer().enter(key, waiter);
    } catch (LoadCycleException e) {
      waiter.fail(new ReentrantLoadException(key, String.valueOf(e.getMessage())));
      return waiter;
    }
    if (flight != null) {
      waiter.lead();
      new Trip(flight, false, 0).takeOff();
    }
    return waiter;
  }

  /** Has a live entry loaded again if it is time. */
  void hit(K key, L1Entry<V> entry) {
    if (side.schedule() != null) {
      side.schedule().used(key);
    }
    long endNanos = entry.valueEndNanos();
    if (isDue(entry.bornNanos(), endNanos, entry.tookNanos())) {
      reload(key, entry.bornNanos(), () -> {});
    }
  }

  private boolean isDue(long bornNanos, long endNanos, long tookNanos) {
    return side.refresher().isOn()
        && side.refresher().isDue(parts.ticker().nanos(), bornNanos, endNanos, tookNanos);
  }

  /**
   * Leads a flight that nobody waits for, unless one of the key is under way.
   *
   * @param bornNanos what is loaded in its place has to be younger than this
   * @param end run once it has ended
   */
  private void reload(K key, long bornNanos, Runnable end) {
    RefreshWaiter<V> nobody = new RefreshWaiter<>();
    Flight<K, Answer<V>> flight = parts.coalescer().enterFirst(key, nobody);
    if (flight == null) {
      parts.counters().refreshesSuppressed.increment();
      end.run();
      return;
    }
    parts.counters().refreshes.increment();
    nobody.whenComplete((value, error) -> end.run());
    new Trip(flight, true, bornNanos).takeOff();
  }

  long failuresKnown() {
    return side.failures().size();
  }

  /** Cancels the loads that nobody waits for any more. */
  void close() {
    late.forEach(Trip::abandon);
  }

  /**
   * One flight with what it must remember; fields are handed from thread to thread by its steps.
   */
  private final class Trip {

    private final Flight<K, Answer<V>> flight;
    private final K key;
    private final long token;
    private final long moves;
    private Reason reason = Reason.NONE;
    private @Nullable L2Answer<V> outlived;
    private final boolean isRefresh;
    private final long knownBornNanos;
    private long loadNanos;
    private volatile boolean isLate;
    private volatile boolean hasEnded;
    private int retries;
    private volatile Runnable abandon = () -> {};
    private volatile Runnable stopTimers = () -> {};
    private volatile Runnable stopWait = () -> {};
    private volatile BooleanSupplier giveUpTurn = () -> true;

    Trip(Flight<K, Answer<V>> flight, boolean isRefresh, long knownBornNanos) {
      this.flight = flight;
      this.isRefresh = isRefresh;
      this.knownBornNanos = knownBornNanos;
      this.key = flight.key();
      this.moves = parts.fence().moves(key);
      this.token = parts.fence().token(key);
    }

    void takeOff() {
      orFail(
          () -> {
            L1Entry<V> entry = parts.l1().get(key);
            L2Store<V> l2 = parts.l2();
            Long absentSince = isRefresh ? null : side.failures().absentSince(key);
            if (entry != null && isNews(entry.bornNanos(), 0)) {
              parts.coalescer().land(flight, Answer.of(entry));
            } else if (entry == null && absentSince != null) {
              land(new Answer<>(null, Tier.L1, absentSince, Reason.NONE));
            } else if (l2 == null) {
              load();
            } else {
              l2.read(parts.keyText().apply(key)).whenComplete((answer, e) -> readL2(answer, e));
            }
          });
    }

    /** A refresh is not content with what it was sent to replace. */
    private boolean isNews(long bornNanos, long errorNanos) {
      return !isRefresh || bornNanos - knownBornNanos > errorNanos;
    }

    private void readL2(@Nullable L2Answer<V> answer, @Nullable Throwable error) {
      orFail(
          () -> {
            L2Failure failure =
                answer == null || error != null ? L2Failure.UNDECODABLE : answer.failure();
            reason = parts.counters().l2Read(failure);
            V value = answer == null ? null : answer.value();
            if (answer == null
                || value == null
                || hasExpired(answer)
                || !isNews(answer.bornNanos(), AGE_ERROR_NANOS)) {
              outlived = value == null ? null : answer;
              load();
              return;
            }
            fill(value, answer.bornNanos(), answer.deadlineNanos(), 0);
            land(new Answer<>(value, Tier.L2, answer.bornNanos(), reason));
            if (!isRefresh && isDue(answer.bornNanos(), answer.deadlineNanos(), 0)) {
              reload(key, answer.bornNanos(), () -> {});
            }
          });
    }

    private boolean hasExpired(L2Answer<V> answer) {
      return answer.deadlineNanos() - parts.ticker().nanos() <= 0;
    }

    private void load() {
      RuntimeException known = side.failures().error(key);
      if (known != null) {
        parts.counters().errorHits.increment();
        failOrServeStale(known, Reason.LOAD_FAILED);
        return;
      }
      watch();
      attempt();
    }

    private void attempt() {
      LoadSlots.Slot slot = parts.slots().slot(!flight.isNested());
      giveUpTurn = slot::giveUp;
      LoadTask<V> task = new LoadTask<>(() -> callLoader(slot), this::loaded);
      abandon =
          () -> {
            stopTimers.run();
            task.abandon();
            slot.giveUp();
          };
      flight.onAbandon(abandon);
      if (flight.isRunning() && !slot.take(() -> start(task, slot))) {
        parts.counters().originRejected.increment();
        failOrServeStale(new OverloadedException(key), Reason.OVERLOADED);
      }
    }

    /** Callers wait for a while; the load takes as long as it takes. */
    private void watch() {
      LoadTimeouts timeouts = side.timeouts();
      if (timeouts == null) {
        return;
      }
      Runnable stopSoft =
          parts.graceNanos() == 0
              ? () -> {}
              : side.scheduler().after(timeouts.soft().toNanos(), this::letCallersGo);
      Runnable stopHard =
          side.scheduler().after(timeouts.hard().toNanos(), () -> giveUp(timeouts.hard()));
      stopTimers =
          () -> {
            stopSoft.run();
            stopHard.run();
          };
    }

    private void letCallersGo() {
      parts.coalescer().offer(flight, () -> stale(Reason.LOAD_TIMEOUT));
    }

    private void giveUp(Duration hard) {
      if (!flight.isRunning()) {
        return;
      }
      parts.counters().loadTimeouts.increment();
      isLate = true;
      late.add(this);
      failOrServeStale(new LoadTimeoutException(key, hard), Reason.LOAD_TIMEOUT);
      if (giveUpTurn.getAsBoolean() || hasEnded) {
        late.remove(this);
      }
    }

    void abandon() {
      abandon.run();
    }

    private void start(LoadTask<V> task, LoadSlots.Slot slot) {
      try {
        executor.execute(task);
      } catch (RejectedExecutionException e) {
        slot.end();
        failOrServeStale(new LoadFailedException(key, e), Reason.LOAD_FAILED);
      }
    }

    /** The slot is freed when the load has ended, not when nobody wants it any more. */
    private CompletionStage<? extends @Nullable V> callLoader(LoadSlots.Slot slot)
        throws Exception {
      if (!slot.begin()) {
        throw new CancellationException();
      }
      parts.counters().loads.increment();
      // A value counts as fresh from here on: what a load waits for its turn does not age it.
      loadNanos = parts.ticker().nanos();
      CompletionStage<? extends @Nullable V> stage = null;
      try {
        stage = parts.coalescer().callInside(flight, () -> loader.load(key));
        return stage;
      } finally {
        if (stage == null) {
          slot.end();
        } else {
          stage.whenComplete((value, error) -> slot.end());
        }
      }
    }

    private void loaded(@Nullable V value, @Nullable Throwable error) {
      parts.counters().observation.loadEnded(loadNanos, error);
      if (error == null) {
        ended();
        side.retries().succeeded();
        landed(value);
        return;
      }
      parts.counters().loadFailures.increment();
      Throwable cause =
          error instanceof CompletionException && error.getCause() != null
              ? error.getCause()
              : error;
      if (!retry(cause)) {
        ended();
        failed(cause);
      }
    }

    private void ended() {
      stopTimers.run();
      hasEnded = true;
      late.remove(this);
    }

    /** Callers who have given up by then leave nobody to try for. */
    private boolean retry(Throwable cause) {
      if (!flight.isRunning() || side.classOf(cause) != ErrorClass.TRANSIENT) {
        return false;
      }
      LoadRetries.Verdict verdict = side.retries().failed(retries);
      if (verdict == LoadRetries.Verdict.DENIED) {
        parts.counters().retriesDenied.increment();
      }
      if (verdict != LoadRetries.Verdict.RETRY) {
        return false;
      }
      parts.counters().retries.increment();
      stopWait = () -> {};
      abandon =
          () -> {
            stopTimers.run();
            stopWait.run();
          };
      giveUpTurn =
          () -> {
            stopWait.run();
            return true;
          };
      flight.onAbandon(abandon);
      long waitNanos = side.retries().backOffNanos(retries++);
      // Last, for its time may come at once and set all of this anew.
      stopWait = side.scheduler().after(waitNanos, this::attemptAgain);
      return true;
    }

    private void attemptAgain() {
      if (flight.isRunning()) {
        orFail(this::attempt);
      } else {
        late.remove(this);
      }
    }

    private void landed(@Nullable V value) {
      if (flight.isRunning() || isLate) {
        side.refresher().loadTook(parts.ticker().nanos() - loadNanos);
        if (isLate) {
          parts.counters().lateLoads.increment();
        }
        orFail(() -> publish(value));
      }
    }

    private void failed(Throwable cause) {
      LoadFailedException error = new LoadFailedException(key, cause);
      ErrorClass kind = side.classOf(cause);
      if (kind == ErrorClass.ABSENT) {
        orFail(() -> publish(null));
        return;
      }
      side.failures().failed(key, error, kind, () -> parts.fence().isUnmoved(key, token));
      failOrServeStale(error, Reason.LOAD_FAILED);
    }

    private void publish(@Nullable V value) {
      Answer<V> answer = new Answer<>(value, Tier.ORIGIN, loadNanos, reason);
      if (value == null) {
        side.failures().absent(key, loadNanos, () -> parts.fence().isUnmoved(key, token));
        land(answer);
        return;
      }
      side.failures().forget(key);
      long deadlineNanos = parts.deadlineNanos(key, value, loadNanos);
      fill(value, loadNanos, deadlineNanos, parts.ticker().nanos() - loadNanos);
      if (l1On) {
        land(answer);
        writeBack(value, deadlineNanos);
      } else {
        // Without L1 the next flight finds the value only if its read follows this write.
        writeBack(value, deadlineNanos);
        land(answer);
      }
    }

    private void fill(V value, long bornNanos, long deadlineNanos, long tookNanos) {
      if (!l1On) {
        return;
      }
      long copyNanos = parts.lifetimes().copyDeadline(parts.ticker().nanos(), deadlineNanos);
      L1Entry<V> entry = new L1Entry<>(value, bornNanos, copyNanos, deadlineNanos, tookNanos);
      parts.l1().insert(key, entry, this::isStillCurrent);
    }

    private boolean isStillCurrent() {
      boolean unmoved = parts.fence().isUnmoved(key, token);
      if (!unmoved) {
        parts.counters().refusedFills.increment();
      }
      return unmoved;
    }

    /** Never awaited; what an invalidation overtakes is taken back, in the order of the link. */
    private void writeBack(V value, long deadlineNanos) {
      L2Store<V> l2 = parts.l2();
      if (l2 == null || parts.fence().moves(key) != moves) {
        return;
      }
      String text = parts.keyText().apply(key);
      try {
        l2.write(text, value, loadNanos, deadlineNanos).thenAccept(parts.counters()::l2Write);
      } catch (IllegalArgumentException e) {
        parts.counters().l2Write(L2Failure.UNDECODABLE);
        return;
      }
      if (parts.fence().moves(key) != moves) {
        l2.remove(text).thenAccept(parts.counters()::l2Write);
      }
    }

    private void land(Answer<V> answer) {
      if (parts.counters().observation.isOn()) {
        parts.counters().observation.landed(parts.coalescer().waiting(key));
      }
      parts.coalescer().land(flight, answer);
    }

    private void failOrServeStale(RuntimeException error, Reason why) {
      Answer<V> stale = stale(why);
      if (stale == null) {
        parts.coalescer().fail(flight, error);
      } else {
        land(stale);
      }
    }

    /** The younger one of what the tiers still hold; L2's only if no invalidation overtook it. */
    private @Nullable Answer<V> stale(Reason why) {
      if (parts.graceNanos() == 0) {
        return null;
      }
      L1Entry<V> held = parts.l1().stale(key);
      L2Answer<V> kept = parts.fence().moves(key) == moves ? outlived : null;
      V value = kept == null ? null : kept.value();
      if (kept != null
          && value != null
          && kept.deadlineNanos() + parts.graceNanos() - parts.ticker().nanos() > 0
          && (held == null || kept.bornNanos() - held.bornNanos() > 0)) {
        return new Answer<>(value, Tier.L2, kept.bornNanos(), why, true);
      }
      return held == null ? null : new Answer<>(held.value(), Tier.L1, held.bornNanos(), why, true);
    }

    private void fail(Throwable error) {
      parts.coalescer().fail(flight, new LoadFailedException(key, error));
    }

    /** A key or codec that throws must not leave everybody waiting. */
    private void orFail(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException e) {
        fail(e);
      }
    }
  }
}
