package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.result.DamagedRunException;
import dev.cachebench.scenarios.result.HistogramTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * An HdrHistogram log 1.3 whose intervals are merged by tag.
 *
 * @param histograms one for each tag, in the order in which tags appear; values as recorded
 * @param seconds response times second by second, by arm and time
 * @param isTorn whether the last line was cut off
 */
record HistogramLog(
    Map<HistogramTag, Histogram> histograms, List<SecondTimes> seconds, boolean isTorn) {

  HistogramLog {
    histograms = Collections.unmodifiableMap(new LinkedHashMap<>(histograms));
    seconds = List.copyOf(seconds);
  }

  /** Takes the intervals of a log, in the order of the file. */
  @FunctionalInterface
  interface IntervalConsumer {

    /**
     * Takes one.
     *
     * @param start seconds on the run's clock
     * @param end seconds on the run's clock
     */
    void accept(HistogramTag tag, double start, double end, Histogram interval);
  }

  /**
   * Reads a log.
   *
   * @throws DamagedRunException if the file is missing or a whole line is neither comment, legend
   *     nor a tagged interval
   */
  static HistogramLog read(Path file) {
    Map<HistogramTag, Histogram> merged = new LinkedHashMap<>();
    SecondsBuilder seconds = new SecondsBuilder();
    boolean isTorn =
        scan(
            file,
            (tag, start, end, interval) -> {
              merged.computeIfAbsent(tag, any -> emptyLike(interval)).add(interval);
              seconds.add(tag, start, end, interval);
            });
    return new HistogramLog(merged, seconds.finish(), isTorn);
  }

  /**
   * Reads a log interval by interval.
   *
   * @return whether the last line was cut off
   * @throws DamagedRunException as {@link #read}
   */
  static boolean scan(Path file, IntervalConsumer intervals) {
    String text = text(file);
    int start = 0;
    int number = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      number++;
      try {
        scanLine(text.substring(start, end).stripTrailing(), intervals);
      } catch (IllegalArgumentException e) {
        throw new DamagedRunException(file, number, String.valueOf(e.getMessage()));
      }
      start = end + 1;
    }
    return start < text.length();
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DamagedRunException(file, 0, "cannot be read: " + e.getMessage());
    }
  }

  private static void scanLine(String line, IntervalConsumer intervals) {
    IntervalLine interval = IntervalLine.parse(line);
    if (interval != null) {
      intervals.accept(interval.tag(), interval.start(), interval.end(), interval.histogram());
    }
  }

  /** Returns an empty histogram of the same precision that grows as needed. */
  static Histogram emptyLike(Histogram model) {
    Histogram empty = model.copy();
    empty.reset();
    empty.setAutoResize(true);
    return empty;
  }
}
