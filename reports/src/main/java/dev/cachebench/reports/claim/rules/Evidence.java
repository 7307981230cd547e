package dev.cachebench.reports.claim.rules;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a cache's speedup, by measurement or by arithmetic.
 *
 * @param mean ratio of mean times; null when unknown
 * @param hitsOnly R: baseline over hit; null when unknown
 * @param p50 ratio of medians; null when unknown or when chance decides it
 * @param p99 the same of 99th percentiles
 * @param throughput ratio of operations per second; null when unknown
 * @param missRatio misses among all gets; null when unknown
 * @param missPrice g: miss over baseline; null when unknown
 * @param meanOfRatios arithmetic mean of the requests' ratios; null when unknown
 */
public record Evidence(
    @Nullable Bounds mean,
    @Nullable Bounds hitsOnly,
    @Nullable Bounds p50,
    @Nullable Bounds p99,
    @Nullable Bounds throughput,
    @Nullable Bounds missRatio,
    @Nullable Bounds missPrice,
    @Nullable Double meanOfRatios) {}
