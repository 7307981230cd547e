package dev.cachebench.cli.command;

import dev.cachebench.cli.command.judge.Browser;
import dev.cachebench.cli.command.judge.JudgedRun;
import dev.cachebench.cli.command.judge.JudgingOptions;
import dev.cachebench.cli.command.judge.ReportFormat;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: computes and prints a run's report again, from its files alone. */
@Command(
    name = "report",
    description = "Print the report of a run again, from its directory alone.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench report runs/stampede/latest",
      "  cachebench report runs/stampede/latest --format md         # for a job summary",
      "  cachebench report runs/stampede/latest --format junit,csv  # two files"
    })
public final class ReportCommand implements Callable<ExitCode> {

  private final Console console;

  @Mixin private final JudgingOptions judgingOptions = new JudgingOptions();

  @Parameters(
      paramLabel = "RUN_DIR",
      description = "A run directory, such as runs/stampede/latest.")
  private Path directory = Path.of("");

  @Option(names = "--open", description = "Write the HTML report anew and show it in the browser.")
  private boolean isToOpen;

  /** Creates the command on a console. */
  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    JudgedRun run = JudgedRun.of(directory, judgingOptions::judging);
    ReportFormat.print(judgingOptions.formats(), run, console);
    if (isToOpen) {
      new Browser(console).open(run.writeHtml());
    }
    return run.exitCode();
  }
}
