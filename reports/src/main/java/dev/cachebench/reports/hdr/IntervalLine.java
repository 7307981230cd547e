package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.result.HistogramTag;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A line of an HdrHistogram log 1.3: {@code Tag=TAG,start,length,max,base64}.
 *
 * <p>HdrHistogram's own {@code HistogramLogReader} takes a damaged line for the end of the file, so
 * lines are taken apart here and only their payload is left to the library.
 *
 * @param tag what the histogram holds
 * @param start of the interval, seconds on the run's clock
 * @param end of the interval, seconds on the run's clock
 * @param histogram values as recorded
 */
public record IntervalLine(HistogramTag tag, double start, double end, Histogram histogram) {

  private static final String TAG = "Tag=";
  private static final String LEGEND = "\"StartTimestamp\"";
  private static final int FIELDS = 5;

  /**
   * Parses a line.
   *
   * @param line without line feed
   * @return null for a comment, the legend or a blank line
   * @throws IllegalArgumentException if it is neither of those nor a tagged interval
   */
  public static @Nullable IntervalLine parse(String line) {
    if (line.isBlank() || line.startsWith("#") || line.startsWith(LEGEND)) {
      return null;
    }
    String[] fields = line.split(",", -1);
    if (!line.startsWith(TAG) || fields.length != FIELDS) {
      throw new IllegalArgumentException("interval must read Tag=TAG,start,length,max,payload");
    }
    double start = Double.parseDouble(fields[1]);
    return new IntervalLine(
        HistogramTag.parse(fields[0].substring(TAG.length())),
        start,
        start + Double.parseDouble(fields[2]),
        decode(fields[FIELDS - 1]));
  }

  private static Histogram decode(String payload) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(payload)), 0);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("interval's payload cannot be decoded", e);
    }
  }
}
