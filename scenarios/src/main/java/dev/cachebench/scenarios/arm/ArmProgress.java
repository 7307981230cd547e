package dev.cachebench.scenarios.arm;

import java.util.Map;

/**
 * How an arm is doing, once a second, for whoever watches.
 *
 * @param phase name of the phase, {@code preload} or {@code warmup}
 * @param second seconds of it that have passed
 * @param seconds its length
 * @param requests operations completed since the first phase began
 * @param achievedPerSecond operations completed in the last second
 * @param p99Nanos response time of the last second, ns; 0 without samples
 * @param servedBy share of the last second's gets by outcome, 0 to 1
 * @param remainingSeconds time until the arm ends
 */
public record ArmProgress(
    String phase,
    double second,
    double seconds,
    long requests,
    double achievedPerSecond,
    long p99Nanos,
    Map<String, Double> servedBy,
    double remainingSeconds) {}
