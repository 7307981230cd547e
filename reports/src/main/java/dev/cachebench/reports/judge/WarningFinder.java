package dev.cachebench.reports.judge;

import dev.cachebench.reports.claim.SpeedupEstimator;
import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.metric.Arms;
import dev.cachebench.reports.judge.metric.Thresholds;
import dev.cachebench.reports.model.ExpectationResult;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Warning;
import dev.cachebench.reports.model.Warning.Kind;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.Violation;
import dev.cachebench.scenarios.workload.WarmupNeed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds what a reader of the figures must know: what was seen, what it may mean, what to do. */
final class WarningFinder {

  private final RunData run;
  private final Arms arms;
  private final Measured measured;
  private final Thresholds thresholds;
  private final Warnings warnings = new Warnings();

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
      fewMisses(target);
    }
    new GeneratorWarnings(run, measured, thresholds).find(warnings);
    warmup();
    predictions.forEach(this::prediction);
    expectations.forEach(this::expectation);
    return warnings.bySeriousness();
  }

  private void arms() {
    if (arms.status() == RunStatus.INTERRUPTED) {
      warnings.add(
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
        warnings.add(
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
    warnings.add(
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
                warnings.add(
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
      warnings.add(
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
      warnings.add(
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

  private void fewMisses(TargetReport target) {
    boolean hasSpeedup = target.all().value("speedup.mean") != null;
    long misses = target.all().samples().getOrDefault("misses", 0L);
    boolean isFew = misses < SpeedupEstimator.FEW_MISSES;
    if (!hasSpeedup || target.role() == Role.BASELINE || !isFew) {
      return;
    }
    warnings.add(
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
      warnings.add(
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
    warnings.add(
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
    warnings.add(
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
    warnings.add(
        Kind.EXPECTATION_UNMET,
        expectation.target(),
        expectation.phase(),
        Map.of(),
        "%s, got %s.".formatted(what, expectation.reason()),
        "The control does not show the weakness that the scenario is about.",
        "Check that load and fault are strong enough on this machine.");
  }
}
