package dev.cachebench.reports.judge.fault;

/**
 * The time during which one fault struck one arm.
 *
 * @param index line of the timeline, from 0
 * @param round from 1
 * @param start when it started, seconds on the run's clock
 * @param stop when it was stopped, seconds on the run's clock
 */
public record FaultWindow(int index, int round, double start, double stop) {

  /** Rows end a little after the whole second, faults start a little after their time. */
  private static final double SLACK = 0.25;

  boolean overlaps(double from, double to) {
    return start == stop ? isWithin(start, from, to) : start < to - SLACK && stop > from + SLACK;
  }

  boolean holds(double from, double to) {
    return from >= start - SLACK && to <= stop + SLACK;
  }

  /** Returns whether a second that ends at {@code end} is over when a fault starts. */
  static boolean isBefore(double end, double faultStart) {
    return end <= faultStart + SLACK;
  }

  /** Returns whether a moment lies in {@code from} to {@code to}, the start included. */
  public static boolean isWithin(double moment, double from, double to) {
    return moment >= from - SLACK && moment < to - SLACK;
  }
}
