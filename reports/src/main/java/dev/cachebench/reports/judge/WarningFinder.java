package dev.cachebench.reports.judge;

import dev.cachebench.reports.claim.SpeedupEstimator;
import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.ExpectationResult;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.Preflight;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Warning;
import dev.cachebench.reports.model.Warning.Kind;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.Violation;
import dev.cachebench.scenarios.workload.WarmupNeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what a reader of the figures must know: what was seen, what it may mean, what to do. */
final class WarningFinder {

  private final RunData run;
  private final Arms arms;
  private final Measured measured;
  private final Thresholds thresholds;
  private final List<Warning> warnings = new ArrayList<>();

  WarningFinder(RunData run, Arms arms, Measured measured, Thresholds thresholds) {
    this.run = run;
    this.arms = arms;
    this.measured = measured;
    this.thresholds = thresholds;
  }

  /** Returns the warnings, most serious first. */
  List<Warning> find(List<Prediction> predictions, List<ExpectationResult> expectations) {
    arms();
    schedules();
    for (TargetReport target : measured.targets()) {
      wrongAnswers(target.name());
      answersOutOfOrder(target.name());
      for (PhaseConfig phase : run.scenario().phases()) {
        slots(measured.data(target.name(), phase.name()), phase.name());
      }
      fewMisses(target);
    }
    late();
    rate();
    warmup();
    predictions.forEach(this::prediction);
    expectations.forEach(this::expectation);
    warnings.sort(Comparator.comparing(Warning::kind));
    return warnings;
  }

  private void arms() {
    if (arms.status() == RunStatus.INTERRUPTED) {
      warn(
          Kind.INTERRUPTED,
          null,
          null,
          Map.of(),
          "The run was interrupted.",
          "Figures cover what was written until then; no gate can pass on an arm that did not end.",
          "Run it again to the end.");
    }
    run.events("abort").forEach(this::aborted);
    boolean isAborted = arms.status() == RunStatus.ABORTED;
    for (TargetReport target : measured.targets()) {
      for (String problem : arms.problems(target.name())) {
        warn(
            Kind.ARM_FAILED,
            target.name(),
            null,
            Map.of(),
            problem + ".",
            "Its figures are incomplete, so every gate on it is INVALID.",
            isAborted
                ? "The condition that ended the run is named above."
                : "See cachebench.log in the run directory for the cause.");
      }
    }
  }

  private void aborted(RunEvent event) {
    String that = Objects.requireNonNullElse(Details.text(event, "that"), "");
    MetricName metric = MetricName.of(that.split(" ", 2)[0]);
    double value = Objects.requireNonNullElse(Details.number(event, "value"), 0.0);
    double limit = Objects.requireNonNullElse(Details.number(event, "limit"), 0.0);
    warn(
        Kind.ABORTED,
        event.target(),
        event.phase(),
        new TreeMap<>(Map.of("value", value, "limit", limit, "t", event.t())),
        "abort-when `%s` ended the run in %s's %s: over %d s it was %s."
            .formatted(
                that,
                event.target(),
                event.phase(),
                Details.count(event, "over-seconds"),
                metric == null ? Figures.number(value) : Figures.of(metric.quantity(), value)),
        "What had been measured until then is reported; arms that were to follow did not run.",
        "Run fewer requests or a milder fault, or take the condition out to see it through.");
  }

  private void schedules() {
    arms.differingSchedules()
        .forEach(
            (round, hashes) ->
                warn(
                    Kind.SCHEDULE_DIFFERS,
                    null,
                    null,
                    Map.of("round", (double) round),
                    "In round %d the targets had different schedules: %s.".formatted(round, hashes),
                    "They were not asked the same, so nothing can be compared.",
                    "Run all targets with one version of the tool and one scenario."));
  }

  private void wrongAnswers(String target) {
    long count = measured.data(target, null).count("wrong-values");
    if (count > 0) {
      warn(
          Kind.WRONG_ANSWERS,
          target,
          null,
          Map.of("wrong-values", (double) count),
          "%s gave answers that cannot be right: %s wrong-values.%s"
              .formatted(target, Figures.count(count), witness(target, kind -> !isOrder(kind))),
          "A cache that is fast and wrong has no speedup.",
          "Read the witnesses, and gate on wrong-values == 0.");
    }
  }

  private void answersOutOfOrder(String target) {
    long count = measured.data(target, null).count("monotonic-violations");
    if (count > 0) {
      warn(
          Kind.OUT_OF_ORDER,
          target,
          null,
          Map.of("monotonic-violations", (double) count),
          "%s went back in time %s times: a node answered with an older version of a key than it had"
                  .formatted(target, Figures.count(count))
              + " answered with before.%s".formatted(witness(target, WarningFinder::isOrder)),
          "An older value was left in L2, by a late load of another node or by a write that Redis did"
              + " not take; it ends with L2's time to live.",
          "If readers must not see it, gate on monotonic-violations == 0; a shorter time to live of L2"
              + " shortens it.");
    }
  }

  private static boolean isOrder(String kind) {
    return kind.equals("monotonic");
  }

  private String witness(String target, Predicate<String> kind) {
    return run.violations().stream()
        .filter(violation -> violation.target().equals(target) && kind.test(violation.kind()))
        .min(Comparator.comparingDouble(Violation::t))
        .map(violation -> " First: %s of key %s".formatted(violation.kind(), violation.key()))
        .map(text -> text + " (violations.jsonl).")
        .orElse("");
  }

  private void slots(PhaseData data, String phase) {
    double offered = data.count("offered");
    double shed = data.count("shed");
    if (shed > 0 && offered > 0) {
      warn(
          Kind.SHED_SLOTS,
          data.target(),
          phase,
          Map.of("offered", offered, "shed", shed),
          "The load generator never started %s of %s requests in %s's %s (%s)."
              .formatted(
                  Figures.count(shed),
                  Figures.count(offered),
                  data.target(),
                  phase,
                  Figures.percent(shed / offered)),
          "They are missing from every figure.",
          "Use a lower rate, or more cores.");
    }
    double achieved = offered == 0 ? 1 : data.operations() / offered;
    if (achieved < thresholds.achieved()) {
      warn(
          Kind.LOW_ACHIEVED_RATE,
          data.target(),
          phase,
          Map.of("achieved", achieved),
          "Only %s of the requests offered in %s's %s were answered or refused."
              .formatted(Figures.percent(achieved), data.target(), phase),
          "Rates are those of the generator, not of the target.",
          "Use a lower rate, or more cores.");
    }
  }

  /** One warning for the whole run, with the arm and phase in which it was worst. */
  private void late() {
    run.events("generator")
        .filter(event -> !Scenario.WARMUP.equals(event.phase()) && lateShare(event) > 0)
        .max(Comparator.comparingDouble(WarningFinder::lateShare))
        .filter(event -> lateShare(event) > thresholds.lateToWarn())
        .ifPresent(this::late);
  }

  private static double lateShare(RunEvent event) {
    double slots = Details.number(event, "slots", 0);
    return slots == 0 ? 0 : Details.number(event, "late", 0) / slots;
  }

  private boolean mayRunFirst(String target) {
    return run.events("preflight", target)
        .noneMatch(event -> Boolean.FALSE.equals(event.details().get("real-time")));
  }

  private void late(RunEvent event) {
    String target = String.valueOf(event.target());
    double worst = Details.number(event, "lag-max-nanos", 0);
    PhaseReport phase =
        measured.targets().stream()
            .filter(report -> report.name().equals(target))
            .map(report -> report.phase(event.phase()))
            .findFirst()
            .orElse(null);
    String cause = phase == null ? "" : LateCause.of(phase.machine());
    warn(
        Kind.LATE_GENERATOR,
        target,
        event.phase(),
        Map.of(
            "late",
            Details.number(event, "late", 0),
            "slots",
            Details.number(event, "slots", 0),
            "worst-nanos",
            worst),
        "The load generator started up to %s of requests more than 1 ms late (%s's %s, worst %s)%s."
            .formatted(
                Figures.percent(lateShare(event)),
                target,
                event.phase() == null ? "run" : event.phase(),
                Figures.duration(worst),
                cause.isEmpty() ? "" : ", mostly because " + cause),
        "Those waits are counted in the response times.",
        "Use a lower rate, more cores, or a machine with less else to do"
            + (mayRunFirst(target)
                ? "."
                : ", or let the generator run first: as root, or with CAP_SYS_NICE."));
  }

  private void rate() {
    measured.targets().stream()
        .map(TargetReport::preflight)
        .filter(found -> found != null && found.rate() > 0 && found.sustainedRate() < found.rate())
        .min(Comparator.comparingDouble(Preflight::sustainedRate))
        .ifPresent(this::rate);
  }

  private void rate(Preflight found) {
    String sustained = Figures.count(found.sustainedRate());
    warn(
        Kind.RATE_NOT_SUSTAINED,
        null,
        null,
        Map.of("rate", found.rate(), "sustained-rate", found.sustainedRate()),
        "Before the load, with a target that does nothing, %s requests a second could not be started in time: p99 of the lag was %s."
            .formatted(Figures.count(found.rate()), Figures.duration(found.lagP99Nanos())),
        found.sustainedRate() > 0
            ? "%s a second could.".formatted(sustained)
            : "Nor could an eighth of it: something else keeps this machine busy.",
        found.sustainedRate() > 0
            ? "Try --set load.rate=%d/s.".formatted((long) found.sustainedRate())
            : "`cachebench doctor` says what; run it again when the machine is idle.");
  }

  private void fewMisses(TargetReport target) {
    boolean hasSpeedup = target.all().value("speedup.mean") != null;
    long misses = target.all().samples().getOrDefault("misses", 0L);
    boolean isFew = misses < SpeedupEstimator.FEW_MISSES;
    if (!hasSpeedup || target.role() == Role.BASELINE || !isFew) {
      return;
    }
    warn(
        Kind.FEW_MISSES,
        target.name(),
        null,
        Map.of("misses", (double) misses),
        "%s missed only %s times.".formatted(target.name(), Figures.count(misses)),
        "Its mean speedup rests on these few, as the width of its interval shows.",
        "Measure longer, until at least %d misses.".formatted(SpeedupEstimator.FEW_MISSES));
  }

  private void warmup() {
    if (run.scenario().warmup().isZero()) {
      warn(
          Kind.NO_WARMUP,
          null,
          null,
          Map.of(),
          "The scenario has no warm-up.",
          "The first seconds measure cold code as well as the cache.",
          "Add warmup: 5s unless the cold start is the question.");
      return;
    }
    WarmupNeed.longest(run.scenario(), offered())
        .filter(need -> need.time().compareTo(run.scenario().warmup()) > 0)
        .ifPresent(this::shortWarmup);
  }

  /** Returns the rate of the load; of users who wait for answers, the one of the first phase. */
  private double offered() {
    if (run.scenario().load() instanceof LoadModel.Open open) {
      return open.rate().perSecond();
    }
    PhaseConfig first = run.scenario().phases().get(0);
    double seconds = first.duration().toNanos() / 1e9;
    return measured.targets().stream()
        .map(target -> measured.data(target.name(), first.name()))
        .mapToDouble(data -> data.operations() / (seconds * Math.max(1, data.rounds().size())))
        .min()
        .orElse(0);
  }

  private void shortWarmup(WarmupNeed need) {
    warn(
        Kind.SHORT_WARMUP,
        need.target(),
        null,
        Map.of("needed-nanos", (double) need.time().toNanos()),
        need.text(),
        "The warm-up is %s, so hit ratios still rise in the first phase, and with them all that rests on them."
            .formatted(Figures.duration((double) run.scenario().warmup().toNanos())),
        "Use warmup: %ds, or preload: all.".formatted(need.rounded().toSeconds()));
  }

  private void prediction(Prediction prediction) {
    if (prediction.isWithin()) {
      return;
    }
    warn(
        Kind.PREDICTION_OFF,
        prediction.target(),
        null,
        Map.of("measured", prediction.sample().mean(), "predicted", prediction.predicted()),
        "%s: %s measured %s, predicted %s."
            .formatted(
                prediction.target(),
                prediction.quantity(),
                prediction.figure(prediction.sample().mean()),
                prediction.figure(prediction.predicted())),
        "More than %s apart, so something besides %s decides it."
            .formatted(prediction.figure(prediction.allowed()), prediction.law()),
        prediction.fault() == null
            ? "Check that the origin does not queue and that the key is asked for at the rate"
                + " assumed."
            : "Check that clocks are left alone for long enough before and after the move.");
  }

  private void expectation(ExpectationResult expectation) {
    if (expectation.state() == GateState.PASS) {
      return;
    }
    String what =
        "%s in %s: expected %s"
            .formatted(expectation.target(), expectation.phase(), expectation.text());
    warn(
        Kind.EXPECTATION_UNMET,
        expectation.target(),
        expectation.phase(),
        Map.of(),
        "%s, got %s.".formatted(what, expectation.reason()),
        "The control does not show the weakness that the scenario is about.",
        "Check that load and fault are strong enough on this machine.");
  }

  private void warn(
      Kind kind,
      @Nullable String target,
      @Nullable String phase,
      Map<String, Double> figures,
      String... sentences) {
    warnings.add(
        new Warning(
            kind, target, phase, new TreeMap<>(figures), sentences[0], sentences[1], sentences[2]));
  }
}
