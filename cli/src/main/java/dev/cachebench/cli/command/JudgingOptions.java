package dev.cachebench.cli.command;

import dev.cachebench.reports.judge.JudgeOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run is judged and printed: what {@code run} and {@code report} have in common. */
final class JudgingOptions {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, md or html (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TEXT;

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

  ReportFormat format() {
    return format;
  }

  /** Reads the baseline, too, so that a damaged one is found before anything runs. */
  JudgeOptions judging() {
    return JudgedRun.options(baseline, undecided);
  }
}
