package dev.cachebench.reports.render;

import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.model.TargetConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Writes percentile tables in milliseconds, one for each target, phase and series, as
 * HdrHistogram's plotter reads them: {@code TARGET.PHASE.SERIES.hgrm}.
 */
public final class HgrmWriter {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int TICKS_PER_HALF_DISTANCE = 5;
  private static final List<Series> SERIES = List.of(Series.RESPONSE_TIME, Series.SERVICE_TIME);

  private HgrmWriter() {}

  /**
   * Writes every table.
   *
   * @param directory created when it is missing
   * @return the files
   */
  public static List<Path> write(RunData run, Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    for (TargetConfig target : run.scenario().targets()) {
      for (PhaseConfig phase : run.scenario().phases()) {
        PhaseData data = PhaseData.of(run, target.name(), List.of(phase.name()));
        for (Series series : SERIES) {
          Histogram histogram = data.histogram(series, tag -> true);
          if (histogram != null) {
            String name = "%s.%s.%s.hgrm".formatted(target.name(), phase.name(), series.word());
            files.add(write(histogram, directory.resolve(name)));
          }
        }
      }
    }
    return files;
  }

  private static Path write(Histogram histogram, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        PrintStream print = new PrintStream(out, false, StandardCharsets.US_ASCII)) {
      histogram.outputPercentileDistribution(print, TICKS_PER_HALF_DISTANCE, NANOS_PER_MILLI);
      print.flush();
      if (print.checkError()) {
        throw new IOException(file + " could not be written in full");
      }
    }
    return file;
  }
}
