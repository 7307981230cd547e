package dev.cachebench.cli.command;

import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.console.ColorMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code cachebench} itself: the options that every command has. */
@Command(
    name = "cachebench",
    description = "Will your cache hold when Redis does not?",
    versionProvider = ToolVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench run quickstart  # a first look, half a minute",
      "  cachebench init            # a scenario of your own service",
      "  cachebench doctor          # what this machine can do"
    })
@SuppressWarnings("UnusedVariable") // the process reads --color and --debug before picocli does
public final class RootCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli fills it in
  private CommandSpec spec;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      scope = ScopeType.INHERIT,
      description = "Colours: auto, always or never (default: ${DEFAULT-VALUE}).")
  private ColorMode color = ColorMode.AUTO;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean isDebug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean isHelpRequested;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean isVersionRequested;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "missing command");
  }
}
