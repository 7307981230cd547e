package dev.cachebench.scenarios.model;

import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A speedup claim, and what it is judged by.
 *
 * @param claim what is claimed
 * @param metric the figure that it is about; default the mean
 * @param require whether the run fails unless it is confirmed; default false
 * @param subject what it is judged by
 */
public record ClaimConfig(ClaimForm claim, ClaimMetric metric, boolean require, Subject subject) {

  /** What a claim is judged by. */
  public sealed interface Subject {}

  /**
   * This run.
   *
   * @param target whose speedup
   * @param baseline against whom; default the target with the role baseline
   * @param phase in which phase; null is all phases together
   */
  public record Measured(String target, String baseline, @Nullable String phase)
      implements Subject {}

  /**
   * The figures it was made with.
   *
   * @param without time without the cache, greater than 0
   * @param with time with it; 0 is a hit that costs nothing
   * @param hitRatio between 0 and 1; null is unknown
   */
  public record Figures(Duration without, Duration with, @Nullable Double hitRatio)
      implements Subject {}
}
