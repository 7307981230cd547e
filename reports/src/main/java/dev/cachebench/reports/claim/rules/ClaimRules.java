package dev.cachebench.reports.claim.rules;

import dev.cachebench.reports.model.ClaimTag;
import dev.cachebench.reports.model.ClaimVerdict;
import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that turn evidence into a verdict and tags; the same for figures and for measurements.
 *
 * <p>First the figure that the claim is about: all of its interval meets the claim, CONFIRMED; all
 * of it above, UNDERSTATED; all of it below, a no; otherwise INCONCLUSIVE. A no about the mean says
 * why: hits alone are too slow (at any hit ratio), or more miss than the speedup allows (at this
 * hit ratio), or neither (REFUTED). Tags add what is true of other figures and never change the
 * verdict. COLD_LIMITED is never given: a run does not say which misses were first touches.
 */
public final class ClaimRules {

  /** Relative error that rounding may leave in exact figures: 100x at 99 % free hits holds. */
  private static final double ROUNDING = 1e-12;

  private final ClaimForm claim;
  private final ClaimMetric metric;

  /** Creates the rules for a claim. */
  public ClaimRules(ClaimForm claim, ClaimMetric metric) {
    this.claim = claim;
    this.metric = metric;
  }

  /** Returns the verdict on evidence that a valid run or complete figures give. */
  public ClaimVerdict verdict(Evidence evidence) {
    Bounds figure = figure(evidence);
    if (figure == null) {
      return unknown(evidence);
    }
    ClaimVerdict verdict = compare(figure);
    return verdict == ClaimVerdict.REFUTED && metric == ClaimMetric.MEAN ? why(evidence) : verdict;
  }

  private @Nullable Bounds figure(Evidence evidence) {
    return switch (metric) {
      case MEAN -> evidence.mean();
      case HITS_ONLY -> evidence.hitsOnly();
      case P50 -> evidence.p50();
      case P99 -> evidence.p99();
      case THROUGHPUT -> evidence.throughput();
    };
  }

  private ClaimVerdict unknown(Evidence evidence) {
    if (evidence.missRatio() != null) {
      return ClaimVerdict.INCONCLUSIVE;
    }
    return ceiling(evidence) < claim.low()
        ? ClaimVerdict.UNREACHABLE_AT_ANY_HIT_RATIO
        : ClaimVerdict.UNVERIFIABLE;
  }

  private ClaimVerdict compare(Bounds figure) {
    double low = claim.low() * (1 - ROUNDING);
    double high = claim.high() * (1 + ROUNDING);
    if (figure.low() >= low && figure.high() <= high) {
      return ClaimVerdict.CONFIRMED;
    }
    if (figure.low() > high) {
      return ClaimVerdict.UNDERSTATED;
    }
    return figure.high() < low ? ClaimVerdict.REFUTED : ClaimVerdict.INCONCLUSIVE;
  }

  private ClaimVerdict why(Evidence evidence) {
    if (ceiling(evidence) < claim.low()) {
      return ClaimVerdict.UNREACHABLE_AT_ANY_HIT_RATIO;
    }
    Bounds hits = evidence.hitsOnly();
    Bounds price = evidence.missPrice();
    Bounds misses = evidence.missRatio();
    if (hits == null || price == null || misses == null || !(price.low() > 0)) {
      return ClaimVerdict.REFUTED;
    }
    Double allowed = new SpeedupLaw(hits.high(), price.low()).allowedMissRatio(claim.low());
    return allowed != null && misses.low() > allowed
        ? ClaimVerdict.UNREACHABLE_AT_THIS_HIT_RATIO
        : ClaimVerdict.REFUTED;
  }

  /** Returns the most that hits alone can give; misses too when they are cheaper. */
  private static double ceiling(Evidence evidence) {
    Bounds hits = evidence.hitsOnly();
    Bounds price = evidence.missPrice();
    double byMisses = price == null ? 1 : 1 / price.low();
    return hits == null ? Double.POSITIVE_INFINITY : Math.max(hits.high(), byMisses);
  }

  /** Returns what else is true of the claim. */
  public List<ClaimTag> tags(Evidence evidence) {
    List<ClaimTag> tags = new ArrayList<>();
    Bounds mean = evidence.mean();
    boolean hasFailed = mean != null && compare(mean) == ClaimVerdict.REFUTED;
    if (hasFailed && meets(evidence.hitsOnly())) {
      tags.add(ClaimTag.ONLY_FOR_HITS);
    }
    if (hasFailed && (meets(evidence.p50()) || meets(evidence.p99()))) {
      tags.add(ClaimTag.ONLY_FOR_PERCENTILE);
    }
    if (mean != null && meets(mean) && staticBound(evidence) < claim.low() * (1 - ROUNDING)) {
      tags.add(ClaimTag.NEEDS_SATURATED_ORIGIN);
    }
    Double ratios = evidence.meanOfRatios();
    if (hasFailed && ratios != null && ratios >= claim.low() && ratios <= claim.high()) {
      tags.add(ClaimTag.AVERAGING_ARTEFACT);
    }
    if (mean != null && mean.high() < 1) {
      tags.add(ClaimTag.SLOWDOWN);
    }
    return tags;
  }

  private boolean meets(@Nullable Bounds figure) {
    return figure != null && compare(figure) == ClaimVerdict.CONFIRMED;
  }

  /** Returns the mean speedup if a miss cost what a get costs without the cache. */
  private static double staticBound(Evidence evidence) {
    Bounds hits = evidence.hitsOnly();
    Bounds misses = evidence.missRatio();
    return hits == null || misses == null
        ? Double.POSITIVE_INFINITY
        : new SpeedupLaw(hits.high(), 1).mean(misses.low());
  }
}
