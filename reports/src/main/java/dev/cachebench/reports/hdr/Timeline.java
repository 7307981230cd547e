package dev.cachebench.reports.hdr;

import java.util.List;

/**
 * A target's run, second by second. Rounds are laid over each other by the start of their warm-up.
 *
 * @param target name of the target
 * @param start where the first slice begins, seconds from the start of the first phase; below 0
 *     when there is a warm-up
 * @param width seconds that a slice covers
 * @param rounds how many rounds are in each slice
 * @param slices one after the other, without gaps
 */
public record Timeline(String target, double start, double width, int rounds, List<Slice> slices) {

  /** Copies the slices. */
  public Timeline {
    slices = List.copyOf(slices);
  }

  /** Returns the middle of a slice, seconds from the start of the first phase. */
  public double middle(int index) {
    return start + (index + 0.5) * width;
  }

  /** Returns the end of the last slice, seconds from the start of the first phase. */
  public double end() {
    return start + slices.size() * width;
  }
}
