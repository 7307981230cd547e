package dev.cachebench.scenarios.origin;

/**
 * What the origin has done so far.
 *
 * @param loads loads that were asked for, those under way included
 * @param errors loads that failed
 * @param ended loads that ended, the failed ones included
 * @param totalLoadNanos sum over the ended loads of the time from the question to the end, queueing
 *     included, ns
 * @param running loads that are being worked on
 * @param queued loads that wait for a place
 */
public record OriginStats(
    long loads, long errors, long ended, long totalLoadNanos, int running, int queued) {

  /** Returns the mean time of the ended loads, queueing included, ns; 0 when none ended. */
  public double meanLoadNanos() {
    return ended == 0 ? 0 : (double) totalLoadNanos / ended;
  }
}
