package dev.cachebench.reports.model;

/** What else is true of a claim; any number of them beside its verdict. */
public enum ClaimTag {
  /** Hits alone are so fast, the mean is not. */
  ONLY_FOR_HITS,
  /** A percentile is so much faster, the mean is not. */
  ONLY_FOR_PERCENTILE,
  /** It holds only because the cache takes load off a saturated origin. */
  NEEDS_SATURATED_ORIGIN,
  /** It would hold without the misses of a cold start. */
  COLD_LIMITED,
  /** The mean of ratios, which has no meaning, meets it; the ratio of means does not. */
  AVERAGING_ARTEFACT,
  /** The cache makes the mean slower. */
  SLOWDOWN
}
