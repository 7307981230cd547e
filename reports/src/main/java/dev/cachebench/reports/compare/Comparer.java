package dev.cachebench.reports.compare;

import dev.cachebench.reports.compare.Samples.Sample;
import dev.cachebench.reports.statistics.Bootstrap;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares two sides, metric by metric.
 *
 * <p>A pure function of its arguments. Safe for use by many threads.
 */
public final class Comparer {

  private static final String NOT_PAIRED =
      "Base and candidate did not run side by side, so that a slow change of the machine looks like"
          + " one of the cache; `cachebench run --pairs 10 --baseline-jar FILE` runs two builds in"
          + " turn.";

  private final CompareOptions options;

  /** Creates one. */
  public Comparer(CompareOptions options) {
    this.options = options;
  }

  /**
   * Compares.
   *
   * @throws IllegalArgumentException if the sides of pairs have different numbers of runs
   */
  public Comparison compare(Side base, Side candidate) {
    if (options.isPaired() && base.runs().size() != candidate.runs().size()) {
      throw new IllegalArgumentException(
          "pairs must have as many runs on either side, but were %d and %d"
              .formatted(base.runs().size(), candidate.runs().size()));
    }
    Scenario scenario = candidate.scenario();
    List<Change> changes = new Decision(options.margins()).decide(drafts(base, candidate));
    List<String> notes = new ArrayList<>(Comparability.notes(base, candidate));
    if (!options.isPaired()) {
      notes.add(NOT_PAIRED);
    }
    return new Comparison(
        scenario.name(),
        base.name(),
        candidate.name(),
        options.isPaired(),
        verdict(changes),
        changes,
        new NextRounds(options.isPaired()).commands(base, candidate, changes),
        notes);
  }

  /** Returns every metric of every target and phase, tested. */
  List<Draft> drafts(Side base, Side candidate) {
    String otherWork = Comparability.otherWork(base, candidate);
    String otherMachine = Comparability.otherMachine(base, candidate);
    Bootstrap bootstrap = new Bootstrap(options.seed(), Bootstrap.RESAMPLES);
    List<Draft> drafts = new ArrayList<>();
    Scenario scenario = candidate.scenario();
    for (String target : targets(base, candidate)) {
      String against = Objects.requireNonNullElse(options.against(), target);
      for (PhaseConfig phase : scenario.phases()) {
        for (MetricName metric : options.metrics()) {
          double margin = options.margins().of(metric);
          List<Sample> first = Samples.of(base, against, phase.name(), metric, margin);
          List<Sample> second = Samples.of(candidate, target, phase.name(), metric, margin);
          Draft draft = new Draft(target, phase.name(), metric, options.isPaired(), first, second);
          if (draft.hasFigures()) {
            drafts.add(
                draft.refused(otherWork, concerns(metric) ? otherMachine : null).test(bootstrap));
          }
        }
      }
    }
    return drafts;
  }

  /** Whether the machine decides such figures. */
  private static boolean concerns(MetricName metric) {
    return metric.metricClass() == MetricClass.LATENCY
        || metric.metricClass() == MetricClass.THROUGHPUT;
  }

  private List<String> targets(Side base, Side candidate) {
    Scenario first = base.scenario();
    return candidate.scenario().targets().stream()
        .filter(this::isAsked)
        .map(TargetConfig::name)
        .filter(name -> options.against() != null || first.target(name) != null)
        .toList();
  }

  private boolean isAsked(TargetConfig target) {
    return options.targets().isEmpty()
        ? target.role() == Role.CANDIDATE
        : options.targets().contains(target.name());
  }

  private static ChangeVerdict verdict(List<Change> changes) {
    List<ChangeVerdict> all = changes.stream().map(Change::verdict).toList();
    for (ChangeVerdict first :
        List.of(
            ChangeVerdict.REGRESSION,
            ChangeVerdict.INVALID,
            ChangeVerdict.NO_DATA,
            ChangeVerdict.INCONCLUSIVE,
            ChangeVerdict.IMPROVEMENT,
            ChangeVerdict.NO_REGRESSION)) {
      if (all.contains(first)) {
        return first;
      }
    }
    return ChangeVerdict.NO_DATA;
  }

  /** Returns null when there is something to compare, else why not. */
  public @Nullable String nothingToCompare(Side base, Side candidate) {
    return targets(base, candidate).isEmpty()
        ? "the runs have no %s in common"
            .formatted(options.targets().isEmpty() ? "candidate" : "such target")
        : null;
  }
}
