package dev.cachebench.reports.compare;

import java.util.List;

/**
 * What comparisons on a machine are worth: a build against itself.
 *
 * @param scenario name of the scenario
 * @param pairs pairs that were run
 * @param isFit whether every metric's usual margin is held
 * @param floors by target, phase and metric
 */
public record Qualification(String scenario, int pairs, boolean isFit, List<NoiseFloor> floors) {

  /** Copies the list. */
  public Qualification {
    floors = List.copyOf(floors);
  }
}
