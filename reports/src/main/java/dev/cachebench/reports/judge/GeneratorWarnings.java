package dev.cachebench.reports.judge;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.metric.LateCause;
import dev.cachebench.reports.judge.metric.Thresholds;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Preflight;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Warning.Kind;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.Comparator;
import java.util.Map;

/** Finds where the load was not what the scenario asked for: requests late, refused or left out. */
final class GeneratorWarnings {

  private final RunData run;
  private final Measured measured;
  private final Thresholds thresholds;

  GeneratorWarnings(RunData run, Measured measured, Thresholds thresholds) {
    this.run = run;
    this.measured = measured;
    this.thresholds = thresholds;
  }

  /** Adds the warnings. */
  void find(Warnings warnings) {
    for (TargetReport target : measured.targets()) {
      for (PhaseConfig phase : run.scenario().phases()) {
        slots(measured.data(target.name(), phase.name()), phase.name(), warnings);
      }
    }
    late(warnings);
    rate(warnings);
  }

  private void slots(PhaseData data, String phase, Warnings warnings) {
    double offered = data.count("offered");
    double shed = data.count("shed");
    if (shed > 0 && offered > 0) {
      warnings.add(
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
      warnings.add(
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
  private void late(Warnings warnings) {
    run.events("generator")
        .filter(event -> !Scenario.WARMUP.equals(event.phase()) && lateShare(event) > 0)
        .max(Comparator.comparingDouble(GeneratorWarnings::lateShare))
        .filter(event -> lateShare(event) > thresholds.lateToWarn())
        .ifPresent(event -> late(event, warnings));
  }

  private static double lateShare(RunEvent event) {
    double slots = Details.number(event, "slots", 0);
    return slots == 0 ? 0 : Details.number(event, "late", 0) / slots;
  }

  private boolean mayRunFirst(String target) {
    return run.events("preflight", target)
        .noneMatch(event -> Boolean.FALSE.equals(event.details().get("real-time")));
  }

  private void late(RunEvent event, Warnings warnings) {
    String target = String.valueOf(event.target());
    double worst = Details.number(event, "lag-max-nanos", 0);
    PhaseReport phase =
        measured.targets().stream()
            .filter(report -> report.name().equals(target))
            .map(report -> report.phase(event.phase()))
            .findFirst()
            .orElse(null);
    String cause = phase == null ? "" : LateCause.of(phase.machine());
    warnings.add(
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

  private void rate(Warnings warnings) {
    measured.targets().stream()
        .map(TargetReport::preflight)
        .filter(found -> found != null && found.rate() > 0 && found.sustainedRate() < found.rate())
        .min(Comparator.comparingDouble(Preflight::sustainedRate))
        .ifPresent(found -> rate(found, warnings));
  }

  private void rate(Preflight found, Warnings warnings) {
    String sustained = Figures.count(found.sustainedRate());
    warnings.add(
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
}
