package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code scenarios list}: the same as {@code scenarios} alone. */
@Command(
    name = "list",
    description = "List the bundled scenarios and the question that each answers.",
    optionListHeading = "%nOptions:%n",
    footer = {"  cachebench scenarios list"})
public final class ScenariosListCommand implements Callable<ExitCode> {

  private final Console console;

  /** Creates the command on a console. */
  public ScenariosListCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    CatalogListing.print(console);
    return ExitCode.OK;
  }
}
