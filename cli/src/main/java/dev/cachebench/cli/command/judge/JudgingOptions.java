package dev.cachebench.cli.command.judge;

import dev.cachebench.cli.command.input.Undecided;
import dev.cachebench.reports.judge.JudgeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run is judged and printed: what {@code run} and {@code report} have in common. */
public final class JudgingOptions {

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
      paramLabel = "DIR",
      description =
          "The run that gates of the form `base * 1.1` compare with, or a directory of runs, of"
              + " which the latest of the scenario is taken.")
  private @Nullable Path baseline;

  @Option(
      names = "--undecided",
      paramLabel = "HOW",
      defaultValue = "fail",
      description = "Undecided gates fail (exit code 4) or warn (0) (default: ${DEFAULT-VALUE}).")
  private Undecided undecided = Undecided.FAIL;

  @Option(
      names = "--gates",
      paramLabel = "WHICH",
      defaultValue = "all",
      description =
          "Judge all gates, those about counts (errors, wrong values, loads, shares: fit for every"
              + " pull request) or about times (default: ${DEFAULT-VALUE}).")
  private GateSelection gates = GateSelection.ALL;

  /** Returns what is printed or written; at least one. */
  public List<ReportFormat> formats() {
    return formats;
  }

  public Undecided undecided() {
    return undecided;
  }

  /**
   * Reads the baseline, too, so that a damaged one is found before anything runs.
   *
   * @param scenario name of the scenario that is judged
   */
  public JudgeOptions judging(String scenario) throws IOException {
    Path run = baseline == null ? null : new BaselineStore(baseline).latest(scenario);
    return JudgedRun.options(run, undecided).withTier(gates.tier());
  }
}
