package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.model.Scenario;
import java.time.Duration;
import java.util.List;

/**
 * What a run is going to do.
 *
 * @param scenario what is run
 * @param redisVersion name and version of the Redis behind it
 * @param arms the arms in their order
 * @param expected how long it will take
 */
public record RunPlan(Scenario scenario, String redisVersion, List<ArmId> arms, Duration expected) {

  /** Copies the list. */
  public RunPlan {
    arms = List.copyOf(arms);
  }
}
