package dev.cachebench.reports.export;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.SecondsLog;
import dev.cachebench.reports.model.Direction;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.render.HgrmWriter;
import dev.cachebench.reports.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The forms of a report that other tools read, and their files in the run directory. */
public enum Export {
  /** JUnit XML: gates as test cases. */
  JUNIT {
    @Override
    public List<TextFile> texts(RunData run) {
      return List.of(new TextFile("junit.xml", new JUnitRenderer()));
    }
  },
  /** Every figure, one a line. */
  CSV {
    @Override
    public List<TextFile> texts(RunData run) {
      return List.of(new TextFile("report.csv", new CsvRenderer()));
    }
  },
  /** OpenMetrics text with true histograms. */
  OPENMETRICS {
    @Override
    public List<TextFile> texts(RunData run) {
      return List.of(new TextFile("openmetrics.txt", new OpenMetricsRenderer(run)));
    }
  },
  /** Two files for github-action-benchmark, one for each direction. */
  BENCHMARK_ACTION {
    @Override
    public List<TextFile> texts(RunData run) {
      Renderer smaller = new BenchmarkActionRenderer(Direction.LOWER);
      Renderer bigger = new BenchmarkActionRenderer(Direction.HIGHER);
      return List.of(
          new TextFile("benchmark-smaller.json", smaller),
          new TextFile("benchmark-bigger.json", bigger));
    }
  },
  /** A JMH result file. */
  JMH {
    @Override
    public List<TextFile> texts(RunData run) {
      return List.of(new TextFile("jmh.json", new JmhRenderer(run)));
    }
  },
  /** Percentile tables, one for each target, phase and series. */
  HGRM {
    @Override
    public List<Path> write(Path runDir, RunData run, RunReport report) throws IOException {
      return HgrmWriter.write(run, runDir.resolve("latency"));
    }
  },
  /** An HdrHistogram log with one tag for each target and series. */
  HLOG {
    @Override
    public List<Path> write(Path runDir, RunData run, RunReport report) throws IOException {
      Path file = runDir.resolve("latency.hlog");
      SecondsLog.write(runDir, run, file);
      return List.of(file);
    }
  };

  /**
   * A file that is one text.
   *
   * @param name its name in the run directory
   * @param renderer makes the text
   */
  public record TextFile(String name, Renderer renderer) {}

  /** Returns the files that are one text each; none where files are written as they are read. */
  public List<TextFile> texts(RunData run) {
    return List.of();
  }

  /**
   * Writes it into the run directory, replacing older files.
   *
   * @param runDir the run directory
   * @param run the files that were read from it
   * @param report what they say
   * @return what was written
   * @throws IOException if a file cannot be written
   */
  public List<Path> write(Path runDir, RunData run, RunReport report) throws IOException {
    String name = String.valueOf(runDir.getFileName());
    List<Path> written = new ArrayList<>();
    for (TextFile text : texts(run)) {
      Path file = runDir.resolve(text.name());
      written.add(Files.writeString(file, text.renderer().render(report, name)));
    }
    return written;
  }
}
