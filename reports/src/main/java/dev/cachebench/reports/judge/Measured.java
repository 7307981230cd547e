package dev.cachebench.reports.judge;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.fault.FaultFigures;
import dev.cachebench.reports.judge.fault.FaultMetrics;
import dev.cachebench.reports.judge.law.ClockMove;
import dev.cachebench.reports.judge.metric.Arms;
import dev.cachebench.reports.judge.metric.FigureIntervals;
import dev.cachebench.reports.judge.metric.MachineFigures;
import dev.cachebench.reports.judge.metric.Metrics;
import dev.cachebench.reports.judge.metric.PhaseMetrics;
import dev.cachebench.reports.judge.metric.Preflights;
import dev.cachebench.reports.judge.metric.SpeedupMetrics;
import dev.cachebench.reports.judge.metric.SteadyStates;
import dev.cachebench.reports.judge.metric.Thresholds;
import dev.cachebench.reports.model.Expiry;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Preflight;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges a run by target and phase and computes every figure of it.
 *
 * <p>Confined to one thread.
 */
final class Measured {

  private final RunData run;
  private final Arms arms;
  private final Thresholds thresholds;
  private final List<String> phases;
  private final Map<String, PhaseData> merged = new HashMap<>();
  private final Map<String, FaultMetrics> faults = new HashMap<>();
  private final List<TargetReport> targets = new ArrayList<>();

  Measured(RunData run, Arms arms, Thresholds thresholds) {
    this.run = run;
    this.arms = arms;
    this.thresholds = thresholds;
    phases = run.scenario().phases().stream().map(PhaseConfig::name).toList();
    for (TargetConfig target : run.scenario().targets()) {
      targets.add(report(target));
    }
  }

  List<TargetReport> targets() {
    return targets;
  }

  /** Returns the merged rows of a phase; null or {@link PhaseReport#ALL} is all phases together. */
  PhaseData data(String target, @Nullable String phase) {
    boolean isOne = phase != null && phases.contains(phase);
    String key = target + "/" + (isOne ? phase : "");
    return merged.computeIfAbsent(
        key, any -> PhaseData.of(run, target, isOne ? List.of(String.valueOf(phase)) : phases));
  }

  /** Returns what followed each expiry in the measured phases of a target. */
  List<Expiry> expiries(String target) {
    return expiries(target, phases);
  }

  /** Returns what followed each move of a clock, in every round of a target. */
  List<ClockMove> clockMoves(String target) {
    return run.events("clock", target).map(ClockMove::of).toList();
  }

  private TargetReport report(TargetConfig target) {
    List<PhaseReport> reports = new ArrayList<>();
    for (String phase : phases) {
      reports.add(report(target.name(), phase, List.of(phase)));
    }
    return new TargetReport(
        target.name(),
        target.preset(),
        target.role(),
        arms.rounds(target.name()),
        arms.scheduleHash(target.name()),
        arms.boundNanos(target.name()),
        Preflights.of(run, target.name()),
        reports,
        report(target.name(), PhaseReport.ALL, phases));
  }

  private PhaseReport report(String target, String label, List<String> inPhases) {
    PhaseData data = data(target, label);
    Metrics metrics = new Metrics();
    List<RunEvent> ends =
        run.events("phase-end", target).filter(end -> isIn(end, inPhases)).toList();
    long measuredNanos = run.scenario().measuredTime().toNanos();
    new PhaseMetrics(data, metrics)
        .times()
        .rates()
        .shares()
        .loads(expiries(target, inPhases))
        .answers(ends, arms.boundNanos(target), measuredNanos)
        .history(withoutHistory(target))
        .lifetimes(hasMovedClocks() && hasMemory(target));
    PhaseData baseline =
        run.scenario().baseline().map(base -> data(base.name(), label)).orElse(null);
    new FigureIntervals(run).add(data, inPhases, metrics);
    new SpeedupMetrics(baseline).add(data, metrics);
    faults(target).add(inPhases, metrics);
    hitTime(target, label, metrics);
    PhaseReport report = metrics.report(label, data.seconds());
    Preflight preflight = Preflights.of(run, target);
    return report.under(
        Preflights.shares(preflight, report.metrics(), thresholds.harness()),
        SteadyStates.isExpected(run.scenario(), label) ? SteadyStates.of(data) : null,
        MachineFigures.of(data));
  }

  /** Timed after the load, so it belongs to no phase; of several rounds the middle one. */
  private void hitTime(String target, String label, Metrics metrics) {
    double[] times =
        run.events("hit-time", target)
            .mapToDouble(event -> Details.number(event, "median-nanos", Double.NaN))
            .sorted()
            .toArray();
    if (!label.equals(PhaseReport.ALL)) {
      metrics.miss("hit-time.l1", "it is timed after the load, and belongs to all phases together");
    } else if (times.length == 0) {
      metrics.miss("hit-time.l1", "no hit in L1 answered on the calling thread after the load");
    } else {
      metrics.put("hit-time.l1", times[times.length / 2]);
    }
  }

  /** Returns what each fault with an end did to a target, by round and start. */
  List<FaultFigures> faultWindows(String target) {
    return faults(target).windows();
  }

  private FaultMetrics faults(String target) {
    return faults.computeIfAbsent(target, name -> new FaultMetrics(run, name, hasBreaker(name)));
  }

  /** Returns why there is no whole history of a target; null when there is. */
  private @Nullable String withoutHistory(String target) {
    List<RunEvent> histories = run.events("history", target).toList();
    if (histories.isEmpty() || histories.size() < arms.rounds(target)) {
      return "no history was kept; write `history: on`";
    }
    return histories.stream()
        .map(event -> Details.text(event, "cut"))
        .filter(cut -> cut != null && !cut.isEmpty())
        .findFirst()
        .map(cut -> "the history ends before the load did: " + cut)
        .orElse(null);
  }

  private boolean hasMovedClocks() {
    return run.scenario().faults().stream().anyMatch(fault -> fault.kind().isClock());
  }

  private boolean hasMemory(String name) {
    TargetConfig target = run.scenario().target(name);
    return target != null && target.cache().l1().enabled();
  }

  private boolean hasBreaker(String name) {
    TargetConfig target = run.scenario().target(name);
    return target != null && target.cache().breaker().enabled();
  }

  private List<Expiry> expiries(String target, List<String> inPhases) {
    return run.events("expiry", target)
        .filter(event -> isIn(event, inPhases))
        .map(Measured::expiry)
        .toList();
  }

  private static boolean isIn(RunEvent event, List<String> inPhases) {
    return event.phase() != null && inPhases.contains(event.phase());
  }

  private static Expiry expiry(RunEvent event) {
    return new Expiry(
        event.round(),
        String.valueOf(event.phase()),
        event.t(),
        String.valueOf(event.details().get("key")),
        Details.count(event, "gets"),
        Details.count(event, "loads"),
        Details.number(event, "load-nanos", 0),
        Details.number(event, "lambda", 0),
        (int) Math.max(1, Details.count(event, "nodes")),
        Details.count(event, "concurrent-loads-per-key"));
  }
}
