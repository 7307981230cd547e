package dev.cachebench.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a speedup claim, however it was judged.
 *
 * @param claim as it was written
 * @param metric the word of the figure that it is about
 * @param verdict the answer; for a claim about the mean, the mean's
 * @param tags what else is true of it
 * @param speedup every figure that is called a speedup
 * @param requiredHitRatio least hit ratio at which the mean reaches the claim's lower end; null
 *     when none does, or when there are no figures
 * @param oneMissPer requests for each miss at that ratio; null when it allows no miss
 * @param ceiling mean speedup at the best of hit ratios; null when it has no bound or no figures
 */
public record ClaimAnswer(
    String claim,
    String metric,
    ClaimVerdict verdict,
    List<ClaimTag> tags,
    ClaimSpeedup speedup,
    @Nullable Double requiredHitRatio,
    @Nullable Double oneMissPer,
    @Nullable Double ceiling) {

  /** Copies the tags. */
  public ClaimAnswer {
    tags = List.copyOf(tags);
  }
}
