package dev.cachebench.reports.model;

import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one target.
 *
 * @param name name in the scenario
 * @param preset what it is made of
 * @param role what it is in the run for
 * @param rounds arms of it that were started
 * @param scheduleHash hash of the schedule and keys that it was given; null when unknown or when
 *     rounds disagree
 * @param boundNanos longest staleness that it promises, ns; null when it promises nothing
 * @param preflight what the benchmark itself costs there; null when it was not measured
 * @param phases in the scenario's order
 * @param all all phases together, the warm-up excluded
 */
public record TargetReport(
    String name,
    Preset preset,
    Role role,
    int rounds,
    @Nullable String scheduleHash,
    @Nullable Long boundNanos,
    @Nullable Preflight preflight,
    List<PhaseReport> phases,
    PhaseReport all) {

  /** Copies the phases. */
  public TargetReport {
    phases = List.copyOf(phases);
  }

  /** Returns a phase by name; null or {@link PhaseReport#ALL} is all of them; null if unknown. */
  public @Nullable PhaseReport phase(@Nullable String phaseName) {
    for (PhaseReport phase : phases) {
      if (phase.phase().equals(phaseName)) {
        return phase;
      }
    }
    return phaseName == null || phaseName.equals(PhaseReport.ALL) ? all : null;
  }
}
