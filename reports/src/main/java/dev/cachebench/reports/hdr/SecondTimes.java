package dev.cachebench.reports.hdr;

/**
 * Response times of everything that a target answered in one interval, whatever phase it belongs
 * to: what callers saw at that time.
 *
 * @param target name of the target
 * @param round from 1
 * @param start seconds on the run's clock
 * @param end seconds on the run's clock
 * @param count answers
 * @param p50 median, ns
 * @param p99 99th percentile, ns; of few answers it is nearly the largest
 * @param max largest, ns
 */
public record SecondTimes(
    String target, int round, double start, double end, long count, long p50, long p99, long max) {}
