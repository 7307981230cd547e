package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.command.input.ScenarioSource;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code scenarios show}: a bundled scenario as it was written. */
@Command(
    name = "show",
    description = "Print a bundled scenario, comments included.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"  cachebench scenarios show redis-outage"})
public final class ScenariosShowCommand implements Callable<ExitCode> {

  private final Console console;

  @Parameters(paramLabel = "NAME", description = "Its name; `cachebench scenarios` lists them.")
  private String name = "";

  /** Creates the command on a console. */
  public ScenariosShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    console.data().print(ScenarioSource.bundled(name));
    return ExitCode.OK;
  }
}
