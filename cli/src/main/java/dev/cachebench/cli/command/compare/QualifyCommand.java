package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.command.input.RunFolder;
import dev.cachebench.cli.command.input.ScenarioSource;
import dev.cachebench.cli.command.input.SettingConverter;
import dev.cachebench.cli.command.input.TargetSelection;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.reports.compare.CompareOptions;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.compare.Qualification;
import dev.cachebench.reports.compare.Qualifier;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.yaml.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qualify}: the noise floor of this machine, a build against itself. */
@Command(
    name = "qualify",
    description = "Measure the noise floor of this machine: which margins comparisons can hold.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench qualify                          # with the quickstart, about 4 minutes",
      "  cachebench qualify my.yaml --pairs 20       # with the scenario that is to be compared"
    })
public final class QualifyCommand implements Callable<ExitCode> {

  private static final Path RUNS = Path.of("runs", "qualify");
  private static final int FEWEST = 5;

  private final Console console;
  private final ScenarioRuns runs;

  @Mixin private final ComparingOptions comparing = new ComparingOptions();

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      defaultValue = "quickstart",
      description = "A scenario file, or a bundled one (default: ${DEFAULT-VALUE}).")
  private String name = "quickstart";

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Run this target. Repeatable (default: every candidate).")
  private List<String> targets = List.of();

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Run the build so often against itself (default: ${DEFAULT-VALUE}).")
  private int pairs = 10;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      converter = SettingConverter.class,
      description = "Replace a value of the scenario, such as load.rate=500/s. Repeatable.")
  private List<Setting> settings = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where runs go; new or empty (default: runs/qualify/SCENARIO/TIMESTAMP).")
  private @Nullable Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private QualifyFormat format = QualifyFormat.TEXT;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress.")
  private boolean isQuiet;

  /**
   * Creates the command.
   *
   * @param console where it prints
   * @param runs what runs scenarios
   */
  public QualifyCommand(Console console, ScenarioRuns runs) {
    this.console = console;
    this.runs = runs;
  }

  @Override
  public ExitCode call() throws IOException {
    if (pairs < FEWEST) {
      throw new UsageException(
          "--pairs must be 5 or more, but was " + pairs, "10 are usual: those of `run --pairs 10`");
    }
    Scenario scenario = scenario();
    List<String> names = scenario.targets().stream().map(TargetConfig::name).toList();
    CompareOptions options = comparing.options(names, null).paired();
    PairSides sides = PairSides.ofNothing(scenario);
    PairRuns.Plan plan =
        new PairRuns.Plan(
            folder(scenario), sides.base(), sides.candidate(), pairs, 0, options, null, List.of());
    Comparison comparison = new PairedRun(runs, console, isQuiet).run(plan);
    if (comparison == null) {
      return ExitCode.INTERRUPTED;
    }
    Qualification qualification =
        new Qualifier(options)
            .qualify(
                SideReader.read(plan.folder().resolve(PairArm.BASELINE)),
                SideReader.read(plan.folder().resolve(PairArm.CANDIDATE)));
    Files.writeString(plan.folder().resolve("qualification.json"), JsonReport.write(qualification));
    format.print(qualification, console);
    if (format == QualifyFormat.TEXT) {
      console.out().println("  " + Console.safe(plan.folder().toString()));
    }
    return qualification.isFit() ? ExitCode.OK : ExitCode.ENVIRONMENT;
  }

  private Scenario scenario() throws IOException {
    Scenario scenario = ScenarioSource.read(name, settings);
    List<String> chosen =
        targets.isEmpty()
            ? scenario.targets().stream()
                .filter(target -> target.role() == Role.CANDIDATE)
                .map(TargetConfig::name)
                .toList()
            : targets;
    if (scenario.redis().uri() != null) {
      throw new UsageException(
          "qualify starts a Redis of its own, and the scenario names another",
          "add --set redis=embedded");
    }
    return new TargetSelection(chosen, unheard -> {}).of(scenario);
  }

  private Path folder(Scenario scenario) throws IOException {
    if (out != null) {
      return RunFolder.named(out);
    }
    Instant now = Instant.EPOCH.plus(RunClock.start().startEpochMicros(), ChronoUnit.MICROS);
    return RunFolder.of(RUNS, scenario.name(), now, ZoneId.systemDefault());
  }
}
