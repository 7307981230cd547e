package dev.cachebench.cli.command.judge;

import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.command.input.Undecided;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.RunDataReader;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run directory, read and judged.
 *
 * @param directory where it is
 * @param data its files
 * @param report what they say
 */
public record JudgedRun(Path directory, RunData data, RunReport report) {

  /**
   * Reads the baseline, if there is one, and returns how a run is judged.
   *
   * @param baseline the run that {@code base *} gates compare with; null is none
   * @throws UsageException if the baseline is no run directory
   */
  public static JudgeOptions options(@Nullable Path baseline, Undecided undecided) {
    JudgeOptions options = JudgeOptions.defaults(ToolVersion.text());
    if (baseline != null) {
      RunData base = read(baseline);
      options = options.withBase(Reports.of(base, options), base.scenario());
    }
    return undecided == Undecided.WARN ? options.withUndecidedAsWarning() : options;
  }

  /**
   * Reads and judges a run.
   *
   * @throws UsageException if it is no run directory
   */
  public static JudgedRun of(Path directory, JudgeOptions options) {
    RunData data = read(directory);
    return new JudgedRun(directory, data, Reports.of(data, options));
  }

  /** Says how a run of a scenario is judged. */
  @FunctionalInterface
  public interface Judging {

    /** Returns the options for a scenario of that name. */
    JudgeOptions of(String scenario) throws IOException;
  }

  /**
   * Reads a run, finds out how it is judged, and judges it.
   *
   * @throws UsageException if it is no run directory
   */
  public static JudgedRun of(Path directory, Judging judging) throws IOException {
    RunData data = read(directory);
    return new JudgedRun(directory, data, Reports.of(data, judging.of(data.scenario().name())));
  }

  private static RunData read(Path directory) {
    if (!Files.isRegularFile(new RunDirectory(directory).path(RunFile.EVENTS))) {
      throw new UsageException(
          directory + (Files.exists(directory) ? " is not a run directory" : " does not exist"),
          "`cachebench run` writes them, by default as runs/SCENARIO/TIMESTAMP");
    }
    return new RunDataReader((name, text) -> ScenarioReader.read(name, text, List.of()))
        .read(directory);
  }

  /** Writes the report's files into the run directory. */
  public void write() throws IOException {
    Reports.writeAll(directory, data, report);
  }

  /** Writes the HTML report alone and returns its path. */
  public Path writeHtml() throws IOException {
    return Reports.writeHtml(directory, data, report);
  }

  /** Returns what the process says of it. */
  public ExitCode exitCode() {
    return report.status() == RunStatus.INTERRUPTED
        ? ExitCode.INTERRUPTED
        : ExitCode.of(report.verdict().exitCode());
  }
}
