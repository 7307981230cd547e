package dev.cachebench.cli.command;

import dev.cachebench.reports.judge.JudgeOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run is judged and printed: what {@code run} and {@code report} have in common. */
final class JudgingOptions {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      split = ",",
      converter = ReportFormatConverter.class,
      description =
          "One of ${COMPLETION-CANDIDATES}, or several separated by commas: those are written into"
              + " the run directory (default: ${DEFAULT-VALUE}).")
  private List<ReportFormat> formats = List.of(ReportFormat.TEXT);

  @Option(
      names = "--baseline",
      paramLabel = "RUN_DIR",
      description = "The run that gates of the form `base * 1.1` compare with.")
  private @Nullable Path baseline;

  @Option(
      names = "--undecided",
      paramLabel = "HOW",
      defaultValue = "fail",
      description = "Undecided gates fail (exit code 4) or warn (0) (default: ${DEFAULT-VALUE}).")
  private Undecided undecided = Undecided.FAIL;

  /** Returns what is printed or written; at least one. */
  List<ReportFormat> formats() {
    return formats;
  }

  /** Reads the baseline, too, so that a damaged one is found before anything runs. */
  JudgeOptions judging() {
    return JudgedRun.options(baseline, undecided);
  }
}
