package dev.cachebench.reports.judge.metric;

/**
 * What spoils a class of metrics.
 *
 * @param shedForCounts share of slots never started above which counts are spoilt
 * @param shedForLatency the same for latency
 * @param lagFloorNanos p99 of the schedule lag that latency always bears, ns
 * @param lagShare share of the target's own mean response time that the p99 of the schedule lag may
 *     reach, where that is more than the floor
 * @param achieved share of the offered slots that must be answered or refused for throughput
 * @param lateToWarn share of slots more than 1 ms late that is worth a warning
 * @param others share of all processors that processes which have nothing to do with the run may
 *     use
 * @param stolen share of all processors that the hypervisor may give to other guests
 * @param throttled share of the time for which a quota may stop the run
 * @param harness share of a figure that may be the benchmark's own without a mark
 */
public record Thresholds(
    double shedForCounts,
    double shedForLatency,
    double lagFloorNanos,
    double lagShare,
    double achieved,
    double lateToWarn,
    double others,
    double stolen,
    double throttled,
    double harness) {

  /** Returns 1 %, 0.1 %, 1 ms, 10 %, 99 %, 0.1 %, 25 %, 5 %, 1 %, 20 %. */
  public static Thresholds defaults() {
    return new Thresholds(0.01, 0.001, 1e6, 0.1, 0.99, 0.001, 0.25, 0.05, 0.01, 0.2);
  }
}
