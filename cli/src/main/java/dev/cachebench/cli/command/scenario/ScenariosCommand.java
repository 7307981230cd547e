package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code scenarios}: what comes with the tool. */
@Command(
    name = "scenarios",
    description = "List the bundled scenarios; show or copy one.",
    synopsisSubcommandLabel = "[list | show NAME | copy NAME]",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench scenarios                          # their names and questions",
      "  cachebench scenarios copy stampede mine.yaml  # one to change"
    })
public final class ScenariosCommand implements Callable<ExitCode> {

  private final Console console;

  /** Creates the command on a console. */
  public ScenariosCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    CatalogListing.print(console);
    return ExitCode.OK;
  }
}
