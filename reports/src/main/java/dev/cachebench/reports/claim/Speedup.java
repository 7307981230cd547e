package dev.cachebench.reports.claim;

import dev.cachebench.reports.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How many times faster an arm is than the baseline, as ratios of mean response times of gets.
 *
 * @param mean over all gets; NaN when an arm has none
 * @param meanInterval null when an arm has fewer than two seconds with samples
 * @param hitsOnly the baseline's mean over the mean of the arm's hits; NaN when it has none
 * @param hitsOnlyInterval null when there is none
 * @param missRatio the interval of the arm's miss ratio; null when it has no gets
 * @param missPrice mean of the arm's misses over the baseline's mean; NaN without misses
 * @param missPriceInterval null when there is none
 * @param misses the arm's misses
 */
public record Speedup(
    double mean,
    @Nullable Interval meanInterval,
    double hitsOnly,
    @Nullable Interval hitsOnlyInterval,
    @Nullable Interval missRatio,
    double missPrice,
    @Nullable Interval missPriceInterval,
    long misses) {}
