package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.DamagedRunException;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the times of a run as an HdrHistogram log 1.3 with one tag for each target and series,
 * {@code TARGET.SERIES}: operations and outcomes of an interval together, the warm-up left out,
 * which is what programs that draw such logs want.
 *
 * <p>{@code intervals.hlog} itself has a tag for each operation and outcome of each phase. Values
 * are in ns, the column of maxima in ms, times in seconds from the start of the run.
 */
public final class SecondsLog {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int HEADER_LINES = 20;
  private static final Set<Series> SERIES = Set.of(Series.RESPONSE_TIME, Series.SERVICE_TIME);
  private static final Pattern START = Pattern.compile("#\\[StartTime: (\\d{1,12})\\.(\\d{3}) .*");

  private final HistogramLogWriter writer;
  private final Map<String, Open> open = new TreeMap<>();

  private SecondsLog(HistogramLogWriter writer) {
    this.writer = writer;
  }

  private record Open(double start, double end, Map<String, Histogram> byTag) {}

  /**
   * Writes the log.
   *
   * @param runDir the directory that {@code run} was read from
   * @param file replaced when it is there
   * @throws DamagedRunException if {@code intervals.hlog} is missing or damaged
   * @throws IOException if the file cannot be written
   */
  public static void write(Path runDir, RunData run, Path file) throws IOException {
    Path log = new RunDirectory(runDir).path(RunFile.INTERVALS);
    Set<String> measured = new TreeSet<>();
    run.scenario().phases().forEach(phase -> measured.add(phase.name()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      SecondsLog seconds = new SecondsLog(new HistogramLogWriter(out));
      seconds.header(startMillis(log));
      HistogramLog.scan(
          log,
          (tag, start, end, interval) -> {
            if (SERIES.contains(tag.series()) && measured.contains(tag.phase())) {
              seconds.add(tag, start, end, interval);
            }
          });
      List.copyOf(seconds.open.keySet()).forEach(target -> seconds.close(target));
    }
  }

  private static long startMillis(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines
          .limit(HEADER_LINES)
          .map(START::matcher)
          .filter(Matcher::matches)
          .mapToLong(start -> Long.parseLong(start.group(1) + start.group(2)))
          .findFirst()
          .orElse(0);
    }
  }

  private void header(long startMillis) {
    writer.outputLogFormatVersion();
    writer.outputComment(
        "[#UNITS: StartTimestamp = seconds since BaseTime; Interval_Length = seconds;"
            + " Interval_Max = milliseconds; values in the histogram = nanoseconds]");
    writer.outputStartTime(startMillis);
    writer.outputBaseTime(startMillis);
    writer.outputLegend();
  }

  /** An arm's intervals come in the order of time, so one for each target is all that is held. */
  private void add(HistogramTag tag, double start, double end, Histogram interval) {
    Open current = open.get(tag.target());
    if (current == null || current.end() != end) {
      close(tag.target());
      current = new Open(start, end, new TreeMap<>());
      open.put(tag.target(), current);
    }
    current
        .byTag()
        .computeIfAbsent(
            tag.target() + "." + tag.series().word(), any -> HistogramLog.emptyLike(interval))
        .add(interval);
  }

  private void close(String target) {
    @Nullable Open done = open.remove(target);
    if (done == null) {
      return;
    }
    done.byTag()
        .forEach(
            (tag, histogram) -> {
              histogram.setTag(tag);
              writer.outputIntervalHistogram(done.start(), done.end(), histogram, NANOS_PER_MILLI);
            });
  }
}
