package dev.cachebench.reports.judge;

import dev.cachebench.reports.model.Ablation;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.Mechanism;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds targets that differ in one mechanism and puts their figures side by side.
 *
 * <p>It goes by the settings, not by names, so that a scenario may write such targets itself.
 */
final class Ablations {

  private static final List<String> METRICS =
      List.of(
          "error-ratio",
          "response-time.p99",
          "origin-rate",
          "loads-per-expiry.mean",
          "staleness.max");

  private final Scenario scenario;
  private final List<TargetReport> reports;

  Ablations(Scenario scenario, List<TargetReport> reports) {
    this.scenario = scenario;
    this.reports = List.copyOf(reports);
  }

  List<Ablation> find() {
    List<Ablation> found = new ArrayList<>();
    for (TargetConfig with : scenario.targets()) {
      for (TargetConfig without : scenario.targets()) {
        between(with, without)
            .ifPresent(
                mechanism ->
                    found.add(
                        new Ablation(
                            with.name(),
                            mechanism.word(),
                            without.name(),
                            figures(with.name(), without.name()))));
      }
    }
    return found;
  }

  private static Optional<Mechanism> between(TargetConfig with, TargetConfig without) {
    // A candidate: without L2, the same cache would also seem to be any other variant without L2.
    boolean isComparable =
        with.role() == Role.CANDIDATE
            && with.preset() == without.preset()
            && with.className() == null
            && !with.equals(without);
    return isComparable ? Mechanism.between(with.cache(), without.cache()) : Optional.empty();
  }

  private List<Ablation.Figure> figures(String with, String without) {
    List<Ablation.Figure> figures = new ArrayList<>();
    for (String phase : phases()) {
      for (String metric : METRICS) {
        Double one = value(with, phase, metric);
        Double other = value(without, phase, metric);
        if (one != null || other != null) {
          figures.add(new Ablation.Figure(phase, metric, one, other));
        }
      }
    }
    return figures;
  }

  private @Nullable Double value(String target, String phase, String metric) {
    for (TargetReport report : reports) {
      PhaseReport figures = report.phase(phase);
      if (report.name().equals(target) && figures != null) {
        return figures.value(metric);
      }
    }
    return null;
  }

  /** Where faults strike is where a mechanism earns its keep; without any, everywhere. */
  private List<String> phases() {
    List<String> struck = new ArrayList<>();
    List<String> all = new ArrayList<>();
    Duration start = Duration.ZERO;
    for (PhaseConfig phase : scenario.phases()) {
      Duration end = start.plus(phase.duration());
      all.add(phase.name());
      for (FaultConfig fault : scenario.faults()) {
        boolean isBefore = fault.at().plus(fault.length()).compareTo(start) <= 0;
        if (!isBefore && fault.at().compareTo(end) < 0 && !struck.contains(phase.name())) {
          struck.add(phase.name());
        }
      }
      start = end;
    }
    return struck.isEmpty() ? all : struck;
  }
}
