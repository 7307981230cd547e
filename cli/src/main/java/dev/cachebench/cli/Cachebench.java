package dev.cachebench.cli;

import dev.cachebench.cli.command.ClaimCommand;
import dev.cachebench.cli.command.CompletionCommand;
import dev.cachebench.cli.command.MetricsCommand;
import dev.cachebench.cli.command.ProxyCommand;
import dev.cachebench.cli.command.ReportCommand;
import dev.cachebench.cli.command.RootCommand;
import dev.cachebench.cli.command.RunCommand;
import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.command.compare.CompareCommand;
import dev.cachebench.cli.command.compare.QualifyCommand;
import dev.cachebench.cli.command.limit.FindLimitCommand;
import dev.cachebench.cli.command.machine.DoctorCommand;
import dev.cachebench.cli.command.machine.MicroCommand;
import dev.cachebench.cli.command.scenario.InitCommand;
import dev.cachebench.cli.command.scenario.ScenariosCommand;
import dev.cachebench.cli.command.scenario.ScenariosCopyCommand;
import dev.cachebench.cli.command.scenario.ScenariosListCommand;
import dev.cachebench.cli.command.scenario.ScenariosShowCommand;
import dev.cachebench.cli.command.scenario.SchemaCommand;
import dev.cachebench.cli.command.scenario.ValidateCommand;
import dev.cachebench.cli.command.sweep.SweepCommand;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.console.Interrupts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line as a whole: which commands there are, how they fail, what they return. */
final class Cachebench {

  private static final int HELP_COLUMNS = 100;
  private static final String COMPLETION = "completion";

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
    int status = commandLine(new HashSet<>(List.of(args))).execute(args);
    console.flush();
    return status;
  }

  /** Returns every command, wired. */
  CommandLine commandLine() {
    return commandLine(Set.of(COMPLETION));
  }

  /**
   * Returns the commands, of which those are wired whose names are among some words. The others are
   * a name and a description: reading the options of all of them by reflection would take half of
   * the time to start. The completion script needs all of them.
   */
  private CommandLine commandLine(Set<String> words) {
    CommandLine root = new CommandLine(new RootCommand());
    commands()
        .forEach(
            (type, command) -> {
              Command about = Objects.requireNonNull(type.getAnnotation(Command.class));
              boolean isWired = words.contains(about.name()) || words.contains(COMPLETION);
              root.addSubcommand(about.name(), isWired ? command.get() : named(about));
            });
    return configure(root);
  }

  private static CommandLine named(Command about) {
    CommandSpec spec = CommandSpec.create().name(about.name());
    spec.usageMessage().description(about.description());
    return new CommandLine(spec);
  }

  /** In the order of the help. */
  private Map<Class<?>, Supplier<CommandLine>> commands() {
    Map<Class<?>, Supplier<CommandLine>> all = new LinkedHashMap<>();
    all.put(RunCommand.class, () -> new CommandLine(new RunCommand(console, runs)));
    all.put(ValidateCommand.class, () -> new CommandLine(new ValidateCommand(console)));
    all.put(InitCommand.class, () -> new CommandLine(new InitCommand(console)));
    all.put(FindLimitCommand.class, () -> new CommandLine(new FindLimitCommand(console, runs)));
    all.put(ClaimCommand.class, () -> new CommandLine(new ClaimCommand(console)));
    all.put(ScenariosCommand.class, this::scenarios);
    all.put(ReportCommand.class, () -> new CommandLine(new ReportCommand(console)));
    all.put(CompareCommand.class, () -> new CommandLine(new CompareCommand(console)));
    all.put(QualifyCommand.class, () -> new CommandLine(new QualifyCommand(console, runs)));
    all.put(MicroCommand.class, this::micro);
    all.put(SweepCommand.class, () -> new CommandLine(new SweepCommand(console, runs)));
    all.put(
        ProxyCommand.class, () -> new CommandLine(new ProxyCommand(console, Interrupts::listen)));
    all.put(SchemaCommand.class, () -> new CommandLine(new SchemaCommand(console)));
    all.put(MetricsCommand.class, () -> new CommandLine(new MetricsCommand(console)));
    all.put(DoctorCommand.class, () -> new CommandLine(new DoctorCommand(console)));
    all.put(CompletionCommand.class, () -> new CommandLine(new CompletionCommand(console)));
    return all;
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
