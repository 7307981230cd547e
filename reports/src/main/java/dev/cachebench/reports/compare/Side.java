package dev.cachebench.reports.compare;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.metric.RoundFigures;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.Validity;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs that stand for one build or setting.
 *
 * @param name what it is called, such as the directory
 * @param runs at least one; their rounds are compared one by one
 */
public record Side(String name, List<Run> runs) {

  /** Copies the list. */
  public Side {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs must hold one or more, but was empty");
    }
  }

  /**
   * What a comparison needs of a run; its histograms need not stay in memory.
   *
   * @param directory where it is
   * @param scenario what was run
   * @param environment what it ran on
   * @param validity which figures can be trusted
   * @param rounds figures of every target, phase and round
   */
  public record Run(
      String directory,
      Scenario scenario,
      Map<String, Object> environment,
      Validity validity,
      List<RoundFigures> rounds) {

    /** Copies the list. */
    public Run {
      rounds = List.copyOf(rounds);
    }

    /**
     * Takes what is needed of a run.
     *
     * @param directory where it is
     * @param data its files
     * @param report what they say
     */
    public static Run of(String directory, RunData data, RunReport report) {
      List<RoundFigures> rounds = new ArrayList<>();
      for (TargetConfig target : data.scenario().targets()) {
        for (PhaseConfig phase : data.scenario().phases()) {
          rounds.addAll(RoundFigures.of(data, target.name(), phase.name()));
        }
      }
      return new Run(directory, data.scenario(), data.environment(), report.validity(), rounds);
    }

    /** Returns the rounds of a target and phase, in their order; empty when there are none. */
    List<RoundFigures> rounds(String target, String phase) {
      return rounds.stream()
          .filter(round -> round.target().equals(target) && round.phase().equals(phase))
          .toList();
    }
  }

  /** Returns the scenario of its first run. */
  Scenario scenario() {
    return runs.get(0).scenario();
  }
}
