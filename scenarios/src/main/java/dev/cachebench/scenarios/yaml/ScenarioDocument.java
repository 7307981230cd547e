package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.Scenario;
import java.util.List;

/**
 * A scenario that is written correctly, with what this version cannot do of it.
 *
 * @param scenario the scenario; where something unavailable has no place in the model, its default
 *     stands there
 * @param unavailable what is not available yet, in the order of the text; empty means it can run
 * @param sweep the runs that {@code sweep} asks for; empty without it
 */
public record ScenarioDocument(
    Scenario scenario, List<Problem> unavailable, List<SweepPoint> sweep) {
  /** Copies the lists. */
  public ScenarioDocument {
    unavailable = List.copyOf(unavailable);
    sweep = List.copyOf(sweep);
  }
}
