package dev.cachebench.reports.judge;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.fault.Recoveries;
import dev.cachebench.reports.judge.law.AvalancheLaw;
import dev.cachebench.reports.judge.law.BreakerLaw;
import dev.cachebench.reports.judge.law.ClockLaws;
import dev.cachebench.reports.judge.law.SpeedupLaws;
import dev.cachebench.reports.judge.law.Stampede;
import dev.cachebench.reports.judge.metric.Arms;
import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.ClaimVerdict;
import dev.cachebench.reports.model.ExpectationResult;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.GateTier;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.SchemaId;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Validity;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.model.ViolationSummary;
import dev.cachebench.scenarios.model.ExpectationConfig;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Computes the report of a run: figures, then what spoils them, then gates, claims and the verdict.
 *
 * <p>A pure function of its arguments. Safe for use by many threads.
 */
public final class Judge {

  private static final int WITNESSES = 3;
  private static final int EXIT_FAILED = 3;
  private static final int EXIT_UNDECIDED = 4;

  private final JudgeOptions options;

  /** Creates one. */
  public Judge(JudgeOptions options) {
    this.options = options;
  }

  /** Returns everything that is said about a run. */
  public RunReport judge(RunData run) {
    Scenario scenario = run.scenario();
    Arms arms = new Arms(run);
    Measured measured = new Measured(run, arms, options.thresholds());
    Validity validity = new ValidityJudge(run, arms, measured, options.thresholds()).judge();
    GateJudge gateJudge =
        new GateJudge(
            measured.targets(),
            validity,
            BaseRun.of(options, run),
            phase -> isClosed(scenario, phase));
    List<GateResult> all = gates(scenario, gateJudge);
    List<GateResult> gates = all.stream().filter(gate -> isAsked(gate.tier())).toList();
    List<ClaimResult> claims =
        new ClaimJudge(scenario, measured, validity)
            .judge().stream()
                .map(claim -> isAsked(GateTier.TIMES) ? claim : optional(claim))
                .toList();
    List<ExpectationResult> expectations = expectations(scenario, gateJudge);
    List<Prediction> predictions = predictions(run, measured);
    return new RunReport(
        SchemaId.CURRENT,
        options.toolVersion(),
        scenario.name(),
        scenario.question(),
        new AnswerSentence(measured.targets()).fill(scenario.answer()),
        scenario.seed(),
        arms.status(),
        verdict(gates, claims, run.events("abort").count(), isWhole(arms, measured)),
        validity,
        run.environment(),
        measured.targets(),
        new FaultEffects(run, measured, predictions).reports(),
        predictions,
        new Recoveries(run).find(),
        new Healings(scenario, measured).find(),
        new Ablations(scenario, measured.targets()).find(),
        gates,
        claims,
        expectations,
        violations(run),
        new WarningFinder(run, arms, measured, options.thresholds())
            .find(predictions, expectations),
        notes(scenario, measured.targets(), all));
  }

  private boolean isAsked(GateTier tier) {
    return options.tier() == null || options.tier() == tier;
  }

  /** Returns a claim that decides nothing: speedups are times. */
  private static ClaimResult optional(ClaimResult claim) {
    return new ClaimResult(
        claim.answer(),
        false,
        claim.target(),
        claim.baseline(),
        claim.phase(),
        claim.figures(),
        claim.hitRatio(),
        claim.interval(),
        claim.requestsNeeded(),
        claim.command(),
        claim.reason());
  }

  private static boolean isClosed(Scenario scenario, @Nullable String phaseName) {
    return scenario.phases().stream()
        .filter(phase -> phaseName == null || phase.name().equals(phaseName))
        .anyMatch(phase -> phase.load() instanceof LoadModel.Closed);
  }

  private static List<GateResult> gates(Scenario scenario, GateJudge judge) {
    List<GateResult> results = new ArrayList<>();
    for (GateConfig gate : scenario.gates()) {
      for (String target : judgedBy(gate, scenario)) {
        GateResult result = judge.judge(gate.require(), target, gate.phase());
        boolean isSkipped = gate.skipOnNoData() && result.state() == GateState.NO_DATA;
        results.add(isSkipped ? skipped(result) : result);
      }
    }
    return results;
  }

  private static List<String> judgedBy(GateConfig gate, Scenario scenario) {
    String named = gate.target();
    if (named != null) {
      return List.of(named);
    }
    return scenario.targets().stream()
        .filter(target -> target.role() == Role.CANDIDATE)
        .map(TargetConfig::name)
        .toList();
  }

  private static GateResult skipped(GateResult result) {
    return new GateResult(
        result.target(),
        result.phase(),
        result.text(),
        result.metric(),
        result.tier(),
        result.state(),
        result.value(),
        result.limit(),
        result.marginPercent(),
        true,
        result.reason());
  }

  private static List<ExpectationResult> expectations(Scenario scenario, GateJudge judge) {
    List<ExpectationResult> results = new ArrayList<>();
    for (ExpectationConfig expectation : scenario.expect()) {
      GateResult result =
          judge.judge(expectation.that(), expectation.target(), expectation.phase());
      results.add(
          new ExpectationResult(
              result.target(),
              result.phase(),
              result.text(),
              result.state(),
              result.value(),
              result.limit(),
              result.reason()));
    }
    return results;
  }

  private static List<Prediction> predictions(RunData run, Measured measured) {
    List<Prediction> predictions = new ArrayList<>();
    Scenario scenario = run.scenario();
    for (TargetConfig target : scenario.targets()) {
      Prediction prediction = new Stampede(target, measured.expiries(target.name())).predict();
      if (prediction != null) {
        predictions.add(prediction);
      }
      predictions.addAll(new BreakerLaw(scenario, target).predictions(run));
      new AvalancheLaw(scenario, target).predict(run).ifPresent(predictions::add);
      predictions.addAll(new ClockLaws(target, measured.clockMoves(target.name())).predictions());
    }
    predictions.addAll(new SpeedupLaws(scenario, measured.targets()).predictions());
    return predictions;
  }

  private static boolean isWhole(Arms arms, Measured measured) {
    return arms.status() == RunStatus.COMPLETE
        && measured.targets().stream().allMatch(target -> arms.problems(target.name()).isEmpty());
  }

  private Verdict verdict(
      List<GateResult> gates, List<ClaimResult> claims, long aborts, boolean isWhole) {
    int passed = 0;
    int failed = (int) aborts;
    int undecided = 0;
    int skipped = 0;
    for (GateResult gate : gates) {
      passed += gate.state() == GateState.PASS ? 1 : 0;
      failed += gate.state() == GateState.FAIL ? 1 : 0;
      skipped += gate.isSkipped() ? 1 : 0;
      undecided += gate.state().isUndecided() && !gate.isSkipped() ? 1 : 0;
    }
    for (ClaimResult claim : claims) {
      boolean isConfirmed = claim.answer().verdict() == ClaimVerdict.CONFIRMED;
      passed += claim.require() && isConfirmed ? 1 : 0;
      failed += claim.require() && !isConfirmed ? 1 : 0;
    }
    if (failed > 0) {
      return new Verdict(Verdict.State.FAIL, passed, failed, undecided, skipped, EXIT_FAILED);
    }
    if (undecided > 0 || !isWhole) {
      int exit = options.undecidedIsWarning() ? 0 : EXIT_UNDECIDED;
      return new Verdict(Verdict.State.UNDECIDED, passed, failed, undecided, skipped, exit);
    }
    return new Verdict(Verdict.State.PASS, passed, failed, undecided, skipped, 0);
  }

  private static List<ViolationSummary> violations(RunData run) {
    Map<List<String>, List<Violation>> groups = new LinkedHashMap<>();
    run.violations().stream()
        .sorted(Comparator.comparingDouble(Violation::t))
        .forEach(
            violation ->
                groups
                    .computeIfAbsent(
                        List.of(violation.target(), violation.phase(), violation.kind()),
                        any -> new ArrayList<>())
                    .add(violation));
    List<ViolationSummary> summaries = new ArrayList<>();
    groups.forEach(
        (group, witnesses) ->
            summaries.add(
                new ViolationSummary(
                    group.get(0),
                    group.get(1),
                    group.get(2),
                    witnesses.size(),
                    witnesses.subList(0, Math.min(WITNESSES, witnesses.size())))));
    return summaries;
  }

  private List<String> notes(
      Scenario scenario, List<TargetReport> targets, List<GateResult> gates) {
    List<String> notes = new ArrayList<>(reconstructions(scenario));
    long times = gates.stream().filter(gate -> gate.tier() == GateTier.TIMES).count();
    if (options.tier() != null) {
      long left = gates.stream().filter(gate -> !isAsked(gate.tier())).count();
      notes.add(
          "Only gates on %s are judged, as --gates asks; %d of %d are left out."
              .formatted(options.tier().word(), left, gates.size()));
    } else if (times > 0) {
      notes.add(
          "%d of %d gates are about counts and fit for every pull request (--gates counts); those"
                  .formatted(gates.size() - times, gates.size())
              + " about times scatter with the machine: for them `cachebench run --pairs`.");
    }
    boolean isMarked =
        targets.stream()
            .flatMap(target -> target.phases().stream())
            .anyMatch(phase -> !phase.harness().isEmpty());
    if (isMarked) {
      notes.add(
          "≤: so much of this time is the benchmark's own that it is only an upper bound; see"
              + " preflight in report.json.");
    }
    return notes;
  }

  private static List<String> reconstructions(Scenario scenario) {
    List<String> notes = new ArrayList<>();
    note(
        scenario,
        EnumSet.of(Preset.REVIEWED),
        "a reconstruction, from the review's text, of the cache that was reviewed; not its code.",
        notes);
    note(
        scenario,
        EnumSet.of(Preset.AS_ADVISED),
        "the same with the review's fixes, reconstructed from its text, defects included.",
        notes);
    note(
        scenario,
        EnumSet.of(Preset.PHASE_1, Preset.PHASE_2),
        "the engine with the mechanisms that the review planned so far, built soundly.",
        notes);
    return notes;
  }

  private static void note(
      Scenario scenario, Set<Preset> presets, String what, List<String> notes) {
    String names =
        scenario.targets().stream()
            .filter(target -> presets.contains(target.preset()))
            .map(TargetConfig::name)
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      notes.add(names + ": " + what);
    }
  }
}
