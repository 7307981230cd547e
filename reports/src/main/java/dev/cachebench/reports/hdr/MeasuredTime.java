package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.Collection;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * How long phases were measured: as long as planned, or until they were cut off.
 *
 * <p>Slots belong to the phase of their intended start, so a phase's rates are over its planned
 * length, not over the time until its last answer came.
 */
final class MeasuredTime {

  private static final double NEARLY = 0.99;

  private MeasuredTime() {}

  /** Returns the time of some phases of one target in some rounds, added up. */
  static double seconds(
      RunData run, String target, Collection<String> phases, IntPredicate rounds) {
    double seconds = 0;
    for (PhaseConfig phase : run.scenario().phases()) {
      if (phases.contains(phase.name())) {
        seconds += seconds(run, target, phase, rounds);
      }
    }
    return seconds;
  }

  private static double seconds(
      RunData run, String target, PhaseConfig phase, IntPredicate rounds) {
    double planned = phase.duration().toNanos() / 1e9;
    return run.events("phase-start", target)
        .filter(event -> phase.name().equals(event.phase()) && rounds.test(event.round()))
        .mapToDouble(start -> length(planned, Math.max(0, end(run, start) - start.t())))
        .sum();
  }

  private static double length(double planned, double measured) {
    return measured >= NEARLY * planned ? planned : measured;
  }

  private static double end(RunData run, RunEvent start) {
    return run.events("phase-end", String.valueOf(start.target()))
        .filter(end -> end.round() == start.round())
        .filter(end -> Objects.equals(end.phase(), start.phase()))
        .mapToDouble(RunEvent::t)
        .findFirst()
        .orElseGet(() -> lastRow(run, start));
  }

  private static double lastRow(RunData run, RunEvent start) {
    return run.counters().stream()
        .filter(row -> row.target().equals(start.target()) && row.round() == start.round())
        .filter(row -> row.phase().equals(start.phase()))
        .mapToDouble(CountersRow::t)
        .max()
        .orElse(start.t());
  }
}
