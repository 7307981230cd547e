package dev.cachebench.reports.model;

/**
 * What the benchmark itself costs, measured in the arm's JVM before its load with a target that
 * does nothing.
 *
 * @param costNanos processor time of one request on the generator's thread, ns
 * @param rate the highest rate of the scenario's open loads, per second; 0 when there is none
 * @param sustainedRate a rate at which requests start in time, per second; 0 when none was found
 * @param lagP99Nanos p99 of the schedule lag at {@code rate}, ns
 * @param responseMeanNanos mean response time of requests that cost nothing, at that rate, ns
 * @param responseP50Nanos its median, ns
 * @param responseP90Nanos its 90th percentile, ns
 * @param responseP99Nanos its 99th percentile, ns
 */
public record Preflight(
    double costNanos,
    double rate,
    double sustainedRate,
    double lagP99Nanos,
    double responseMeanNanos,
    double responseP50Nanos,
    double responseP90Nanos,
    double responseP99Nanos) {}
