package dev.cachebench.reports.hdr;

import java.util.List;

/**
 * A target's run, second by second. Rounds are laid over each other by the start of their warm-up.
 *
 * @param target name of the target
 * @param start where the first slice begins, seconds from the start of the first phase; below 0
 *     when there is a warm-up
 * @param end end of the last phase as planned, seconds from the start of the first phase
 * @param width seconds that a slice covers; the last one may be cut short
 * @param rounds how many rounds are in each slice
 * @param slices one after the other, without gaps
 */
public record Timeline(
    String target, double start, double end, double width, int rounds, List<Slice> slices) {

  /** Copies the slices. */
  public Timeline {
    slices = List.copyOf(slices);
  }

  /** Returns the middle of a slice, seconds from the start of the first phase. */
  public double middle(int index) {
    double from = start + index * width;
    return from + Math.min(width, end - from) / 2;
  }

  /** Returns the seconds that a slice covers, rounds added up. */
  public double seconds(int index) {
    return rounds * Math.min(width, end - start - index * width);
  }
}
