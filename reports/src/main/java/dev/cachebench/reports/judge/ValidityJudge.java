package dev.cachebench.reports.judge;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.metric.Arms;
import dev.cachebench.reports.judge.metric.Bookkeeping;
import dev.cachebench.reports.judge.metric.LateCause;
import dev.cachebench.reports.judge.metric.Thresholds;
import dev.cachebench.reports.model.ClassValidity;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Spoiler;
import dev.cachebench.reports.model.SteadyState;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Validity;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides, class by class, which figures can be trusted.
 *
 * <p>What the target refused is its own error; only slots that the generator itself missed or
 * started late touch validity.
 */
final class ValidityJudge {

  private final RunData run;
  private final Arms arms;
  private final Measured measured;
  private final Thresholds thresholds;
  private final Map<MetricClass, List<Spoiler>> spoilers = new EnumMap<>(MetricClass.class);

  ValidityJudge(RunData run, Arms arms, Measured measured, Thresholds thresholds) {
    this.run = run;
    this.arms = arms;
    this.measured = measured;
    this.thresholds = thresholds;
    for (MetricClass metricClass : MetricClass.values()) {
      spoilers.put(metricClass, new ArrayList<>());
    }
  }

  Validity judge() {
    arms.differingSchedules()
        .forEach(
            (round, hashes) ->
                spoilAll(
                    new Spoiler(
                        null,
                        null,
                        "the targets of round %d had different schedules".formatted(round))));
    for (TargetReport target : measured.targets()) {
      String name = target.name();
      List<String> problems = arms.problems(name);
      problems.forEach(problem -> spoilAll(new Spoiler(name, null, problem)));
      for (PhaseConfig phase : run.scenario().phases()) {
        slots(measured.data(name, phase.name()), phase.name());
        machine(target, phase.name());
        settled(target, phase.name());
      }
      run.events("generator", name).forEach(event -> lag(event, name));
      Stream.concat(run.events("fault-start", name), run.events("fault-stop", name))
          .filter(event -> Boolean.FALSE.equals(event.details().get("seen")))
          .forEach(event -> unseen((int) Details.count(event, "index"), name));
      if (problems.isEmpty()) {
        books(name);
      }
    }
    ratios();
    return new Validity(
        of(MetricClass.COUNTS),
        of(MetricClass.LATENCY),
        of(MetricClass.THROUGHPUT),
        of(MetricClass.RATIO));
  }

  /** What was to be survived has not happened: nothing that follows says anything. */
  private void unseen(int index, String target) {
    List<FaultConfig> faults = run.scenario().faults();
    if (index < 0 || index >= faults.size()) {
      return;
    }
    FaultConfig fault = faults.get(index);
    String reason =
        "the fault %s (faults[%d]) had no effect on %s that could be seen"
            .formatted(fault.kind().word(), index, target);
    Duration end = Duration.ZERO;
    for (PhaseConfig phase : run.scenario().phases()) {
      end = end.plus(phase.duration());
      Spoiler spoiler = new Spoiler(target, phase.name(), reason);
      if (end.compareTo(fault.at()) > 0 && !list(MetricClass.COUNTS).contains(spoiler)) {
        spoilAll(spoiler);
      }
    }
  }

  private void books(String target) {
    new Bookkeeping(run)
        .unfaithful(target)
        .forEach(problem -> spoilAll(new Spoiler(target, null, problem)));
    for (PhaseConfig phase : run.scenario().phases()) {
      PhaseData data = measured.data(target, phase.name());
      String lost = Bookkeeping.lost(data, phase.name());
      if (lost != null) {
        spoilAll(new Spoiler(target, phase.name(), lost));
      }
      String clamped = Bookkeeping.clamped(data, phase.name());
      if (clamped != null) {
        spoil(MetricClass.LATENCY, new Spoiler(target, phase.name(), clamped));
      }
    }
  }

  private void slots(PhaseData data, String phase) {
    double offered = data.count("offered");
    if (offered == 0) {
      return;
    }
    double shed = data.count("shed") / offered;
    if (shed > thresholds.shedForLatency()) {
      String reason =
          "the generator never started %s of %s's slots in %s"
              .formatted(Figures.percent(shed), data.target(), phase);
      spoil(MetricClass.LATENCY, new Spoiler(data.target(), phase, reason));
      if (shed > thresholds.shedForCounts()) {
        spoil(MetricClass.COUNTS, new Spoiler(data.target(), phase, reason));
      }
    }
    double achieved = data.operations() / offered;
    if (achieved < thresholds.achieved()) {
      String reason =
          "only %s of %s's slots in %s were answered"
              .formatted(Figures.percent(achieved), data.target(), phase);
      spoil(MetricClass.THROUGHPUT, new Spoiler(data.target(), phase, reason));
    }
  }

  private void lag(RunEvent event, String target) {
    String phase = event.phase();
    if (Scenario.WARMUP.equals(phase)) {
      return;
    }
    double lag = Details.number(event, "lag-p99-nanos", 0);
    double limit =
        Math.max(thresholds.lagFloorNanos(), thresholds.lagShare() * meanNanos(target, phase));
    if (lag > limit) {
      String where = phase == null ? "" : " in " + phase;
      String cause = LateCause.of(machine(target, phase));
      String reason =
          "the generator started %s's requests%s late: p99 of the lag is %s, limit %s%s"
              .formatted(
                  target,
                  where,
                  Figures.duration(lag),
                  Figures.duration(limit),
                  cause.isEmpty() ? "" : "; mostly " + cause);
      double worst = Details.number(event, "lag-max-nanos", Double.NaN);
      Double excess = Double.isNaN(worst) ? null : worst;
      spoil(MetricClass.LATENCY, new Spoiler(target, phase, reason, excess));
    }
  }

  private Map<String, Double> machine(String target, @Nullable String phase) {
    return measured.targets().stream()
        .filter(report -> report.name().equals(target))
        .map(report -> report.phase(phase))
        .filter(Objects::nonNull)
        .map(PhaseReport::machine)
        .findFirst()
        .orElse(Map.of());
  }

  private void settled(TargetReport target, String phaseName) {
    PhaseReport phase = target.phase(phaseName);
    SteadyState steady = phase == null ? null : phase.steady();
    if (steady != null && steady.state() == SteadyState.State.UNSETTLED) {
      String reason =
          "%s's %s had not settled: %s; a longer warm-up or phase would show what it settles at"
              .formatted(target.name(), phaseName, steady.reason());
      spoil(MetricClass.LATENCY, new Spoiler(target.name(), phaseName, reason));
    }
  }

  /** What others took from the run while it was measured. */
  private void machine(TargetReport target, String phase) {
    Map<String, Double> machine = machine(target.name(), phase);
    double cores = cores();
    double others = machine.getOrDefault("cpu.others", 0.0);
    if (others > thresholds.others() * cores) {
      String reason =
          "other processes used %s of %s processors in %s's %s"
              .formatted(Figures.number(others), Figures.count(cores), target.name(), phase);
      spoil(MetricClass.LATENCY, new Spoiler(target.name(), phase, reason));
      spoil(MetricClass.THROUGHPUT, new Spoiler(target.name(), phase, reason));
    }
    double stolen = machine.getOrDefault("stolen", 0.0);
    if (stolen > thresholds.stolen() * cores) {
      String reason =
          "the hypervisor took %s of %s processors away in %s's %s"
              .formatted(Figures.number(stolen), Figures.count(cores), target.name(), phase);
      spoil(MetricClass.THROUGHPUT, new Spoiler(target.name(), phase, reason));
    }
    double throttled = machine.getOrDefault("throttled", 0.0);
    if (throttled > thresholds.throttled()) {
      String reason =
          "a quota stopped the run for %s of the time in %s's %s"
              .formatted(Figures.percent(throttled), target.name(), phase);
      spoil(MetricClass.LATENCY, new Spoiler(target.name(), phase, reason));
      spoil(MetricClass.THROUGHPUT, new Spoiler(target.name(), phase, reason));
    }
  }

  private double cores() {
    return run.environment().get("cores") instanceof Number number ? number.doubleValue() : 1;
  }

  private double meanNanos(String target, @Nullable String phase) {
    return measured.targets().stream()
        .filter(report -> report.name().equals(target))
        .map(report -> report.phase(phase))
        .filter(Objects::nonNull)
        .map(report -> report.value("response-time.mean"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(0.0);
  }

  private void ratios() {
    String baseline = run.scenario().baseline().map(target -> target.name()).orElse(null);
    for (Spoiler spoiler : List.copyOf(list(MetricClass.LATENCY))) {
      boolean isEveryArm = spoiler.target() == null || spoiler.target().equals(baseline);
      Spoiler ratio =
          isEveryArm
              ? new Spoiler(null, spoiler.phase(), spoiler.reason(), spoiler.excess())
              : spoiler;
      if (!list(MetricClass.RATIO).contains(ratio)) {
        spoil(MetricClass.RATIO, ratio);
      }
    }
  }

  private void spoilAll(Spoiler spoiler) {
    for (MetricClass metricClass : MetricClass.values()) {
      spoil(metricClass, spoiler);
    }
  }

  private void spoil(MetricClass metricClass, Spoiler spoiler) {
    list(metricClass).add(spoiler);
  }

  private List<Spoiler> list(MetricClass metricClass) {
    return Objects.requireNonNull(spoilers.get(metricClass));
  }

  private ClassValidity of(MetricClass metricClass) {
    return ClassValidity.of(list(metricClass));
  }
}
