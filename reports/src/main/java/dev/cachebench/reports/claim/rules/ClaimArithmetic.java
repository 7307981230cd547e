package dev.cachebench.reports.claim.rules;

import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimSpeedup;
import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import org.jspecify.annotations.Nullable;

/**
 * Judges a claim by the figures that it was made with: constant times, and a miss that costs what a
 * get costs without the cache.
 *
 * <p>Throughput is that of callers who wait for each answer before they ask again, so it grows as
 * the mean does. A pure function. Safe for use by many threads.
 */
public final class ClaimArithmetic {

  private static final double P50 = 0.5;
  private static final double P99 = 0.99;

  private ClaimArithmetic() {}

  /**
   * Judges a claim.
   *
   * @param withoutNanos time without the cache, greater than 0
   * @param withNanos time with it; 0 is a hit that costs nothing
   * @param hitRatio between 0 and 1; null is unknown
   */
  public static ClaimAnswer judge(
      ClaimForm claim,
      ClaimMetric metric,
      double withoutNanos,
      double withNanos,
      @Nullable Double hitRatio) {
    SpeedupLaw law = SpeedupLaw.ofTimes(withoutNanos, withNanos);
    Evidence evidence = hitRatio == null ? unknown(law) : at(law, hitRatio);
    ClaimRules rules = new ClaimRules(claim, metric);
    return answer(claim, metric, law, speedup(law, hitRatio), evidence, rules);
  }

  private static ClaimAnswer answer(
      ClaimForm claim,
      ClaimMetric metric,
      SpeedupLaw law,
      ClaimSpeedup speedup,
      Evidence evidence,
      ClaimRules rules) {
    Double misses = law.allowedMissRatio(claim.low());
    return new ClaimAnswer(
        claim.text(),
        metric.word(),
        rules.verdict(evidence),
        rules.tags(evidence),
        speedup,
        misses == null ? null : 1 - misses,
        misses == null || misses == 0 ? null : 1 / misses,
        Double.isFinite(law.ceiling()) ? law.ceiling() : null);
  }

  private static Evidence unknown(SpeedupLaw law) {
    Bounds hits = Bounds.exact(law.hitsOnly());
    return new Evidence(null, hits, null, null, null, null, Bounds.exact(law.missPrice()), null);
  }

  private static Evidence at(SpeedupLaw law, double hitRatio) {
    Bounds mean = Bounds.exact(law.mean(1 - hitRatio));
    return new Evidence(
        mean,
        Bounds.exact(law.hitsOnly()),
        exact(law.quantile(P50, hitRatio)),
        exact(law.quantile(P99, hitRatio)),
        mean,
        Bounds.exact(1 - hitRatio),
        Bounds.exact(law.missPrice()),
        law.meanOfRatios(hitRatio));
  }

  private static @Nullable Bounds exact(@Nullable Double value) {
    return value == null ? null : Bounds.exact(value);
  }

  private static ClaimSpeedup speedup(SpeedupLaw law, @Nullable Double hitRatio) {
    Double hits = finite(law.hitsOnly());
    if (hitRatio == null) {
      return new ClaimSpeedup(null, hits, null, null, null, null);
    }
    return new ClaimSpeedup(
        finite(law.mean(1 - hitRatio)),
        hits,
        finite(law.geometricMean(hitRatio)),
        finite(law.meanOfRatios(hitRatio)),
        finite(law.quantile(P50, hitRatio)),
        finite(law.quantile(P99, hitRatio)));
  }

  private static @Nullable Double finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }
}
