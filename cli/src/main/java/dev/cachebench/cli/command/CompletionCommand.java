package dev.cachebench.cli.command;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Print a script that lets bash or zsh complete commands and options.",
      "For this shell: source <(cachebench completion)"
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "  source <(cachebench completion)                   # for this shell",
      "  cachebench completion > ~/.cachebench-completion  # to keep"
    })
public final class CompletionCommand implements Callable<ExitCode> {

  private final Console console;

  @Spec private CommandSpec spec;

  /** Creates the command on a console. */
  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    CommandSpec root = Objects.requireNonNull(spec.parent(), "completion is a subcommand");
    console.data().print(AutoComplete.bash(root.name(), root.commandLine()));
    return ExitCode.OK;
  }
}
