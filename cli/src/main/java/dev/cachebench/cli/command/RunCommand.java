package dev.cachebench.cli.command;

import dev.cachebench.cli.command.arm.ForkedArms;
import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.command.compare.CompareFormat;
import dev.cachebench.cli.command.compare.ComparingOptions;
import dev.cachebench.cli.command.compare.PairRuns;
import dev.cachebench.cli.command.compare.PairSides;
import dev.cachebench.cli.command.compare.PairedRun;
import dev.cachebench.cli.command.compare.PairingOptions;
import dev.cachebench.cli.command.input.OwnClasses;
import dev.cachebench.cli.command.input.RedisAccess;
import dev.cachebench.cli.command.input.RunFolder;
import dev.cachebench.cli.command.input.ScenarioSource;
import dev.cachebench.cli.command.input.SettingConverter;
import dev.cachebench.cli.command.input.TargetSelection;
import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.command.judge.Browser;
import dev.cachebench.cli.command.judge.JudgedRun;
import dev.cachebench.cli.command.judge.JudgingOptions;
import dev.cachebench.cli.command.judge.ReportFormat;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.console.Interrupts;
import dev.cachebench.cli.console.RunLog;
import dev.cachebench.cli.console.RunProgress;
import dev.cachebench.cli.console.Silence;
import dev.cachebench.reports.compare.CompareOptions;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunOptions;
import dev.cachebench.scenarios.yaml.ScenarioAdvice;
import dev.cachebench.scenarios.yaml.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: runs a scenario, leaves a run directory, prints its report, judges its gates. */
@Command(
    name = "run",
    description = "Run a scenario: every target under the same load, one after the other.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench run stampede                                         # a bundled scenario",
      "  cachebench run my.yaml --target hardened --set load.rate=500/s  # one target, another rate",
      "  cachebench run my.yaml --rounds 5 --quiet --out build/cache     # for CI: the verdict only",
      "  cachebench run my.yaml --redis redis://127.0.0.1:6379/0         # a Redis of your own",
      "  cachebench run my.yaml --pairs 10 --baseline-jar main.jar       # two builds, in turn"
    })
public final class RunCommand implements Callable<ExitCode> {

  private static final Path RUNS = Path.of("runs");

  private final Console console;
  private final ScenarioRuns runs;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli fills it in
  private CommandSpec spec;

  @Mixin private final JudgingOptions judgingOptions = new JudgingOptions();
  @Mixin private final PairingOptions pairing = new PairingOptions();
  @Mixin private final ComparingOptions comparing = new ComparingOptions();
  @Mixin private final MetricsOptions metricsOptions = new MetricsOptions();

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A scenario file, or the name of a bundled scenario.")
  private String name = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run directory; new or empty (default: runs/SCENARIO/TIMESTAMP).")
  private @Nullable Path out;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      converter = SettingConverter.class,
      description = "Replace a value of the scenario, such as load.rate=500/s. Repeatable.")
  private List<Setting> settings = List.of();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Run this target only. Repeatable.")
  private List<String> targets = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
  private @Nullable Long seed;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Run every target so often, in rotated order (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--redis",
      paramLabel = "URI",
      description =
          "Use this Redis, such as redis://host:6379/0. Its password is taken from"
              + " CACHEBENCH_REDIS_PASSWORD. Only keys under the run's own prefix are touched.")
  private @Nullable String redis;

  @Option(
      names = "--redis-password-file",
      paramLabel = "FILE",
      description = "Take the password of that Redis from a file.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--allow-destructive",
      description =
          "Let faults strike everybody who uses that Redis: flush, maxmemory, busy, client-pause,"
              + " client-kill, debug-sleep, read-only.")
  private boolean mayDestroy;

  @Option(
      names = "--ablate",
      description =
          "Also run each candidate without one of its mechanisms after another, and show what each"
              + " is worth.")
  private boolean isAblated;

  @Option(names = "--open", description = "Show the HTML report in the browser afterwards.")
  private boolean isToOpen;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description =
          "Put this Toxiproxy server before Redis, such as http://127.0.0.1:8474, instead of the"
              + " bundled one.")
  private @Nullable String proxy;

  @Option(
      names = "--classpath",
      paramLabel = "PATHS",
      description =
          "Jar files and folders with caches of your own, for targets with a class; DIR/* is every"
              + " jar in DIR.")
  private String classPath = "";

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress; of the text report the verdict only.")
  private boolean isQuiet;

  /**
   * Creates the command.
   *
   * @param console where it prints
   * @param runs what runs scenarios
   */
  public RunCommand(Console console, ScenarioRuns runs) {
    this.console = console;
    this.runs = runs;
  }

  @Override
  public ExitCode call() throws IOException {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds must be 1 or more, but was " + rounds);
    }
    Scenario scenario =
        new TargetSelection(targets, console::warn).of(ScenarioSource.readOne(name, settings()));
    if (isAblated) {
      scenario = Ablation.of(scenario);
    }
    ScenarioAdvice.warnings(scenario).forEach(console::warn);
    if (pairing.isAsked()) {
      return pairs(scenario);
    }
    JudgeOptions judging = judgingOptions.judging(scenario.name());
    List<Path> own = OwnClasses.of(classPath, scenario);
    Path directory = execute(scenario, own);
    JudgedRun run = JudgedRun.of(directory, judging);
    run.write();
    print(run);
    if (isToOpen) {
      new Browser(console).open(new RunDirectory(directory).path(RunFile.REPORT_HTML));
    }
    return run.exitCode();
  }

  private ExitCode pairs(Scenario scenario) throws IOException {
    if (rounds != 1 || isAblated || isToOpen || metricsOptions.isAsked()) {
      throw new UsageException(
          "--pairs goes with none of --rounds, --ablate, --open and --metrics-port",
          "a pair is a round of either side; `cachebench compare` shows it again");
    }
    CompareFormat format = CompareFormat.of(judgingOptions.formats());
    int count = pairing.pairs();
    Path jar = pairing.baselineJar();
    PairSides sides =
        jar == null ? PairSides.ofTargets(scenario) : PairSides.ofBuilds(scenario, jar);
    List<String> names =
        sides.candidate().scenario().targets().stream().map(TargetConfig::name).toList();
    String against = sides.against().isEmpty() ? null : sides.against().get(0);
    CompareOptions options = comparing.options(names, against).paired();
    List<Path> own = OwnClasses.of(classPath, scenario);
    RedisEndpoint external = external(scenario);
    PairRuns.Plan plan =
        new PairRuns.Plan(
            directory(scenario),
            sides.base(),
            sides.candidate(),
            count,
            PairRuns.MOST_EXTENSIONS,
            options,
            external,
            own);
    Comparison comparison = new PairedRun(runs, console, isQuiet).run(plan);
    if (comparison != null) {
      format.print(List.of(comparison), console);
    }
    if (format == CompareFormat.TEXT) {
      console.out().println("  " + Console.safe(plan.folder().toString()));
    }
    return PairedRun.exitCode(comparison, judgingOptions.undecided());
  }

  private @Nullable RedisEndpoint external(Scenario scenario) throws IOException {
    RedisEndpoint external =
        new RedisAccess(passwordFile, System.getenv(), mayDestroy).endpoint(scenario, rounds);
    if (external != null) {
      runs.check(external);
    }
    return external;
  }

  private List<Setting> settings() {
    List<Setting> all = new ArrayList<>(settings);
    if (seed != null) {
      all.add(new Setting("seed", seed.toString()));
    }
    if (redis != null) {
      all.add(new Setting("redis", redis));
    }
    if (proxy != null) {
      all.add(new Setting("proxy", proxy));
    }
    return all;
  }

  private Path execute(Scenario scenario, List<Path> own) throws IOException {
    RedisEndpoint external = external(scenario);
    try (MetricsOptions.Endpoint metrics = metricsOptions.open(console)) {
      return execute(scenario, own, external, metrics);
    }
  }

  private Path execute(
      Scenario scenario,
      List<Path> own,
      @Nullable RedisEndpoint external,
      MetricsOptions.Endpoint metrics)
      throws IOException {
    Path directory = directory(scenario);
    RunOptions options =
        new RunOptions(
            directory,
            rounds,
            ForkedArms.jvm(),
            external,
            ToolVersion.text(),
            ForkedArms.toolFlags(),
            own);
    RunProgress progress = new RunProgress(console, ToolVersion.text());
    RunListener listener = metrics.with(isQuiet ? new Silence() : progress);
    try (RunLog log = RunLog.to(new RunDirectory(directory).path(RunFile.LOG))) {
      runs.run(scenario, options, listener, stop -> listen(progress, stop));
    } finally {
      progress.clear();
    }
    return directory;
  }

  private void listen(RunProgress progress, Runnable stop) {
    Interrupts.listen(
        () -> {
          progress.stopping();
          stop.run();
        });
  }

  private Path directory(Scenario scenario) throws IOException {
    if (out != null) {
      return RunFolder.named(out);
    }
    Instant now = Instant.EPOCH.plus(RunClock.start().startEpochMicros(), ChronoUnit.MICROS);
    return RunFolder.of(RUNS, scenario.name(), now, ZoneId.systemDefault());
  }

  private void print(JudgedRun run) throws IOException {
    if (!isQuiet || !judgingOptions.formats().equals(List.of(ReportFormat.TEXT))) {
      if (!isQuiet) {
        console.err().println();
      }
      ReportFormat.print(judgingOptions.formats(), run, console);
      return;
    }
    ReportFormat.printVerdict(run, console);
  }
}
