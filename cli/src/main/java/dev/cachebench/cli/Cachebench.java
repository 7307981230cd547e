package dev.cachebench.cli;

import dev.cachebench.cli.command.ClaimCommand;
import dev.cachebench.cli.command.CompletionCommand;
import dev.cachebench.cli.command.DoctorCommand;
import dev.cachebench.cli.command.FindLimitCommand;
import dev.cachebench.cli.command.InitCommand;
import dev.cachebench.cli.command.MicroCommand;
import dev.cachebench.cli.command.ProxyCommand;
import dev.cachebench.cli.command.ReportCommand;
import dev.cachebench.cli.command.RootCommand;
import dev.cachebench.cli.command.RunCommand;
import dev.cachebench.cli.command.ScenarioRuns;
import dev.cachebench.cli.command.ScenariosCommand;
import dev.cachebench.cli.command.ScenariosCopyCommand;
import dev.cachebench.cli.command.ScenariosListCommand;
import dev.cachebench.cli.command.ScenariosShowCommand;
import dev.cachebench.cli.command.SchemaCommand;
import dev.cachebench.cli.command.SweepCommand;
import dev.cachebench.cli.command.ValidateCommand;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.console.Interrupts;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line as a whole: which commands there are, how they fail, what they return. */
final class Cachebench {

  private static final int HELP_COLUMNS = 100;

  private final Console console;
  private final ScenarioRuns runs;
  private final ErrorRenderer errors;

  Cachebench(Console console, ScenarioRuns runs, boolean isDebug) {
    this.console = console;
    this.runs = runs;
    this.errors = new ErrorRenderer(console, isDebug);
  }

  /** Runs one command and returns the exit status of the process. */
  int run(String... args) {
    int status = commandLine().execute(args);
    console.flush();
    return status;
  }

  /** Returns every command, wired. */
  CommandLine commandLine() {
    CommandLine root = new CommandLine(new RootCommand());
    root.addSubcommand(new RunCommand(console, runs));
    root.addSubcommand(new ValidateCommand(console));
    root.addSubcommand(new InitCommand(console));
    root.addSubcommand(new FindLimitCommand(console, runs));
    root.addSubcommand(new ClaimCommand(console));
    root.addSubcommand(scenarios());
    root.addSubcommand(new ReportCommand(console));
    root.addSubcommand(micro());
    root.addSubcommand(new SweepCommand(console));
    root.addSubcommand(new ProxyCommand(console, Interrupts::listen));
    root.addSubcommand(new SchemaCommand(console));
    root.addSubcommand(new DoctorCommand(console));
    root.addSubcommand(new CompletionCommand(console));
    return configure(root);
  }

  private CommandLine micro() {
    CommandLine micro = new CommandLine(new MicroCommand(console));
    // What is not an option of ours is one of JMH's.
    micro.setUnmatchedOptionsArePositionalParams(true);
    return micro;
  }

  private CommandLine scenarios() {
    CommandLine scenarios = new CommandLine(new ScenariosCommand(console));
    scenarios.addSubcommand(new ScenariosListCommand(console));
    scenarios.addSubcommand(new ScenariosShowCommand(console));
    scenarios.addSubcommand(new ScenariosCopyCommand(console));
    return scenarios;
  }

  private CommandLine configure(CommandLine root) {
    root.setOut(console.out());
    root.setErr(console.err());
    root.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.outPaint().isColored() ? Ansi.ON : Ansi.OFF));
    root.setUsageHelpWidth(HELP_COLUMNS);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setAbbreviatedOptionsAllowed(false);
    root.setExpandAtFiles(false);
    root.setExecutionStrategy(Cachebench::execute);
    root.setParameterExceptionHandler((e, args) -> errors.renderUsage(e).number());
    root.setExecutionExceptionHandler((e, command, result) -> errors.render(e).number());
    addFooter(root);
    return root;
  }

  /** Adds the exit codes, the same for all, to a command's own examples. */
  private static void addFooter(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    List<String> lines = new ArrayList<>(List.of(usage.footer()));
    lines.add("");
    lines.add("Exit codes:");
    lines.addAll(ExitCode.table());
    usage.footerHeading("%nExamples:%n").footer(lines.toArray(String[]::new));
    command.getSubcommands().values().forEach(Cachebench::addFooter);
  }

  private static int execute(ParseResult result) {
    int status = new RunLast().execute(result);
    ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    Object returned = last.commandSpec().commandLine().getExecutionResult();
    return returned instanceof ExitCode code ? code.number() : status;
  }
}
