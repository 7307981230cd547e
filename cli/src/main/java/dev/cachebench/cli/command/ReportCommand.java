package dev.cachebench.cli.command;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: computes and prints a run's report again, from its files alone. */
@Command(
    name = "report",
    description = "Print the report of a run again, from its directory alone.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n")
public final class ReportCommand implements Callable<ExitCode> {

  private final Console console;

  @Parameters(
      paramLabel = "RUN_DIR",
      description = "A run directory, such as runs/stampede/latest.")
  private Path directory = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or md (default: ${DEFAULT-VALUE}).")
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

  /** Creates the command on a console. */
  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    JudgedRun run = JudgedRun.of(directory, JudgedRun.options(baseline, undecided));
    format.print(run.report(), directory.toString(), console);
    return run.exitCode();
  }
}
