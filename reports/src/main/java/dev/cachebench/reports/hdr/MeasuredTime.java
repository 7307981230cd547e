package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.Collection;

/**
 * How long phases were measured: as long as planned when they ended, else until the last row.
 *
 * <p>Slots belong to the phase of their intended start, so a phase's rates are over its planned
 * length, not over the time until its last answer came.
 */
final class MeasuredTime {

  private MeasuredTime() {}

  /** Returns the time of some phases of one target, rounds added up. */
  static double seconds(RunData run, String target, Collection<String> phases) {
    double seconds = 0;
    for (PhaseConfig phase : run.scenario().phases()) {
      if (phases.contains(phase.name())) {
        seconds += seconds(run, target, phase);
      }
    }
    return seconds;
  }

  private static double seconds(RunData run, String target, PhaseConfig phase) {
    double planned = phase.duration().toNanos() / 1e9;
    return run.events("phase-start", target)
        .filter(event -> phase.name().equals(event.phase()))
        .mapToDouble(start -> hasEnded(run, start) ? planned : Math.min(planned, sofar(run, start)))
        .sum();
  }

  private static boolean hasEnded(RunData run, RunEvent start) {
    return run.events("phase-end", String.valueOf(start.target()))
        .anyMatch(
            end ->
                end.round() == start.round()
                    && end.phase() != null
                    && end.phase().equals(start.phase()));
  }

  private static double sofar(RunData run, RunEvent start) {
    double last =
        run.counters().stream()
            .filter(row -> row.target().equals(start.target()) && row.round() == start.round())
            .filter(row -> row.phase().equals(start.phase()))
            .mapToDouble(CountersRow::t)
            .max()
            .orElse(start.t());
    return Math.max(0, last - start.t());
  }
}
