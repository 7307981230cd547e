package dev.cachebench.scenarios.result;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The lines of {@code intervals.hlog}: HdrHistogram log 1.3 with values in nanoseconds and times in
 * seconds on the run's clock.
 *
 * <p>Confined to one thread.
 */
public final class HistogramLines {

  private static final double NANOS_IN_MILLI = 1e6;

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final HistogramLogWriter writer = new HistogramLogWriter(buffer);

  /**
   * Returns the lines that open the file.
   *
   * @param startEpochSeconds start of the run, seconds since the epoch
   */
  public String header(double startEpochSeconds) {
    writer.outputLogFormatVersion();
    writer.outputComment(
        "[#UNITS: StartTimestamp = seconds since BaseTime; Interval_Length = seconds;"
            + " Interval_Max = milliseconds; values in the histogram = nanoseconds]");
    writer.outputStartTime(Math.round(startEpochSeconds * 1000));
    writer.outputBaseTime(Math.round(startEpochSeconds * 1000));
    writer.outputLegend();
    return take();
  }

  /**
   * Returns the line of one interval.
   *
   * @param tag what the histogram holds
   * @param interval nanoseconds
   * @param startSeconds start of the interval on the run's clock
   * @param lengthSeconds its length
   */
  public String line(
      HistogramTag tag, Histogram interval, double startSeconds, double lengthSeconds) {
    interval.setTag(tag.toString());
    writer.outputIntervalHistogram(
        startSeconds, startSeconds + lengthSeconds, interval, NANOS_IN_MILLI);
    return take();
  }

  private String take() {
    String text = buffer.toString(StandardCharsets.US_ASCII);
    buffer.reset();
    return text;
  }
}
