package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.check.Witness;
import dev.cachebench.scenarios.machine.MachineMeter;
import dev.cachebench.scenarios.origin.OriginStats;
import dev.cachebench.scenarios.origin.SimulatedOrigin;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunSink;
import dev.cachebench.scenarios.result.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects each second what was recorded and counted, and hands it on as rows.
 *
 * <p>Rows belong to the phase of their slot's intended start, however late the answer came; the
 * origin's belong to the phase in which they are collected, so there is one more collection at each
 * boundary of phases. {@code phase-end} bears the nominal time and is handed on when the phase's
 * last call has ended, so that nothing is missing from its figures. Confined to one thread; that
 * may be its own, by {@link #runUntilStopped}.
 */
public final class IntervalReporter {

  private static final long SECOND = 1_000_000_000L;

  private final LoadDriver driver;
  private final DriverSettings settings;
  private final UnderTest under;
  private final LoadClock clock;
  private final RunSink sink;
  private final Consumer<Progress> progress;
  private final List<PhaseReport> reports;
  private final IntervalTally tally = new IntervalTally();
  private final MachineRows machine;
  private OriginStats origin;
  private int ended;
  private int current;
  private long lastNanos;
  private volatile @Nullable Thread runner;
  private volatile boolean isStopped;
  private boolean isComplete;

  /**
   * Makes a reporter.
   *
   * @param sink takes the rows, called by the reporter's thread alone
   * @param progress takes a summary of each whole second
   * @param machine says what the machine did since it was last asked
   */
  public IntervalReporter(
      LoadDriver driver,
      RunSink sink,
      Consumer<Progress> progress,
      Supplier<MachineMeter.Reading> machine) {
    this.driver = driver;
    this.settings = driver.settings();
    this.under = driver.under();
    this.clock = driver.clock();
    this.sink = sink;
    this.progress = progress;
    this.machine = new MachineRows(driver, machine);
    this.reports =
        driver.schedule().phases().stream()
            .map(phase -> new PhaseReport(phase, driver, sink))
            .toList();
    this.lastNanos = settings.startNanos();
    this.origin = under.origin().stats();
  }

  /** Collects whenever it is due, until {@link #stop}; meant for a thread of its own. */
  public void runUntilStopped() {
    runner = Thread.currentThread();
    while (!isStopped && !Thread.currentThread().isInterrupted()) {
      long due = nextNanos();
      clock.parkUntil(due);
      if (clock.nanos() >= due) {
        collect();
      }
    }
  }

  /** Makes {@link #runUntilStopped} return soon; join its thread before {@link #finish}. */
  public void stop() {
    isStopped = true;
    Thread thread = runner;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** Returns when the next collection is due: at a whole second, or where a phase begins. */
  public long nextNanos() {
    long start = settings.startNanos();
    if (lastNanos < start || !reports.get(0).isStarted()) {
      return start;
    }
    long second = start + ((lastNanos - start) / SECOND + 1) * SECOND;
    for (PhaseReport report : reports) {
      if (report.startNanos() > lastNanos) {
        return Math.min(second, report.startNanos());
      }
    }
    return second;
  }

  /** Hands on everything since the last collection. */
  public void collect() {
    long now = Math.max(clock.nanos(), lastNanos);
    boolean[] settled = new boolean[reports.size()];
    for (int i = ended; i < settled.length; i++) {
      settled[i] = driver.isSettled(i);
    }
    tally.clear();
    for (PhaseReport report : reports.subList(ended, reports.size())) {
      report.collect(lastNanos, now, tally);
    }
    armRow(now, lastNanos);
    under.checker().drainWitnesses(witness -> sink.violation(violation(witness)));
    under.probe().drainEvents(sink::event);
    under.clocks().drainEvents(sink::event);
    report(now);
    startPhases(now);
    endPhases(now, settled);
    lastNanos = now;
  }

  /**
   * Collects what is left when the load has ended, unless that was done; call it when the thread of
   * {@link #runUntilStopped} has ended. What the target does afterwards is counted nowhere: no
   * phase asked for it.
   */
  public void collectLast() {
    if (isComplete) {
      return;
    }
    isComplete = true;
    under.probe().finish();
    under.clocks().finish(clock.nanos());
    collect();
    armRow(Math.max(clock.nanos(), lastNanos), Long.MAX_VALUE);
  }

  /**
   * Ends the arm after the load: collects what is left and writes {@code arm-end}.
   *
   * @param status {@code complete}, {@code failed}, {@code aborted} or {@code interrupted}
   * @param message what to tell the user; may be empty
   */
  public void finish(String status, String message) {
    collectLast();
    for (; ended < reports.size(); ended++) {
      if (reports.get(ended).isStarted()) {
        reports.get(ended).end(lastNanos);
      }
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("schedule-hash", driver.scheduleHash());
    details.put("slots", driver.slots());
    details.put("scheduled", driver.scheduled());
    details.put("status", status);
    details.put("message", message);
    sink.event(
        new RunEvent(
            lastNanos / 1e9, settings.round(), settings.target(), "arm-end", null, details));
  }

  private void startPhases(long now) {
    for (PhaseReport report : reports) {
      if (!report.isStarted() && report.startNanos() <= now) {
        report.start();
        current = report.phase().index();
        under.origin().startPhase();
      }
    }
  }

  /** Ends phases in order, each once it is over and nothing of it is open. */
  private void endPhases(long now, boolean[] settled) {
    while (ended < settled.length
        && settled[ended]
        && reports.get(ended).isStarted()
        && reports.get(ended).endNanos() <= now) {
      reports.get(ended++).end(now);
    }
  }

  /** What belongs to no node: the origin, the checker's worst, the machine. */
  private void armRow(long now, long beforeNanos) {
    SimulatedOrigin source = under.origin();
    OriginStats before = origin;
    origin = source.stats();
    Map<String, Long> counts = new LinkedHashMap<>();
    put(counts, "origin.loads", origin.loads() - before.loads());
    put(counts, "origin.errors", origin.errors() - before.errors());
    Map<String, Long> max = new LinkedHashMap<>();
    put(max, "concurrent-loads-per-key", source.takeMaxConcurrentLoadsPerKey());
    put(max, "loads-per-key", source.maxLoadsPerKey());
    put(max, "in-flight", driver.inFlight().takeMax());
    put(max, "staleness-nanos", under.checker().takeWorstStalenessNanos());
    put(max, "ttl-overrun-nanos", under.lifetimes().takeWorstOverrunNanos());
    put(max, "early-expiry-nanos", under.lifetimes().takeWorstEarlyNanos());
    Map<String, Long> sums = new TreeMap<>();
    machine.addTo(beforeNanos, counts, sums, max);
    if (!counts.isEmpty() || !sums.isEmpty() || !max.isEmpty()) {
      sink.counters(reports.get(current).row(-1, now, counts, sums, max));
    }
  }

  private static void put(Map<String, Long> figures, String word, long value) {
    if (value != 0) {
      figures.put(word, value);
    }
  }

  private void report(long now) {
    double seconds = (now - lastNanos) / 1e9;
    if (seconds < 0.5) {
      return;
    }
    PhaseReport report = reports.get(current);
    double length = (report.endNanos() - report.startNanos()) / 1e9;
    progress.accept(
        new Progress(
            report.phase().name(),
            Math.min((now - report.startNanos()) / 1e9, length),
            length,
            tally.total() / seconds,
            tally.shares(),
            tally.p99Nanos()));
  }

  private Violation violation(Witness witness) {
    return new Violation(
        witness.nanos() / 1e9,
        settings.round(),
        settings.target(),
        witness.node(),
        reports.get(witness.phase()).phase().name(),
        witness.finding().word(),
        witness.key(),
        witness.message());
  }
}
