package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * Every figure that is called a speedup, as factors; null where there is none.
 *
 * @param mean ratio of means: how much time is saved, and the only one that a mean claim is judged
 *     by
 * @param hitsOnly mean without the cache over the mean of a hit
 * @param geometricMean geometric mean of the requests' ratios
 * @param meanOfRatios arithmetic mean of the requests' ratios; it has no meaning
 * @param p50 ratio of medians; null too when the hit ratio lies at 50 %, so that chance decides
 * @param p99 ratio of 99th percentiles; null too when the hit ratio lies at 99 %
 */
public record ClaimSpeedup(
    @Nullable Double mean,
    @Nullable Double hitsOnly,
    @Nullable Double geometricMean,
    @Nullable Double meanOfRatios,
    @Nullable Double p50,
    @Nullable Double p99) {

  /** No figure at all. */
  public static final ClaimSpeedup NONE = new ClaimSpeedup(null, null, null, null, null, null);
}
