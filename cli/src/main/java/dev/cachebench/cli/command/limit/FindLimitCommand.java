package dev.cachebench.cli.command.limit;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.command.input.OwnClasses;
import dev.cachebench.cli.command.input.RedisAccess;
import dev.cachebench.cli.command.input.RunFolder;
import dev.cachebench.cli.command.input.ScenarioSource;
import dev.cachebench.cli.command.input.SettingConverter;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.console.Interrupts;
import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.GateParser;
import dev.cachebench.scenarios.gate.GateSyntaxException;
import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.gate.UnitException;
import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.limit.LimitScenario;
import dev.cachebench.scenarios.limit.RateSearch;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.yaml.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code find-limit}: the highest open rate at which a target holds its objective. */
@Command(
    name = "find-limit",
    description = {
      "Find the highest open rate at which a target holds its objective.",
      "",
      "Tries rates by short real runs: doubles while the objective holds, then halves the distance."
          + " The objective is that requests start in time (schedule-lag.p99 < 1ms, and 99.9 %% of"
          + " them at all) and that the scenario's gates for the phase pass; faults are left out."
          + " What it finds is a limit of this machine with load, cache and Redis on it together."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench find-limit quickstart",
      "  cachebench find-limit my.yaml --require \"response-time.p99 < 50ms\"  # a limit of your own",
      "  cachebench find-limit my.yaml --from 5000/s --precision 5%%"
    })
public final class FindLimitCommand implements Callable<ExitCode> {

  private static final Path RUNS = Path.of("runs", "find-limit");
  private static final double LOWEST = 50;
  private static final double HIGHEST = 1_000_000;
  private static final double USUAL_START = 1_000;
  private static final double USUAL_HIGHEST = 200_000;
  private static final Duration HOUR = Duration.ofHours(1);

  private final Console console;
  private final ScenarioRuns runs;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A scenario file, or the name of a bundled scenario.")
  private String name = "";

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Whose limit (default: the scenario's only candidate).")
  private @Nullable String targetName;

  @Option(
      names = "--phase",
      paramLabel = "NAME",
      description = "Judge by the gates of this phase (default: the first with an open load).")
  private @Nullable String phaseName;

  @Option(
      names = "--require",
      paramLabel = "GATE",
      description =
          "Judge by this gate instead of the scenario's, such as \"response-time.p99 < 50ms\"."
              + " Repeatable.")
  private List<String> required = List.of();

  @Option(
      names = "--from",
      paramLabel = "RATE",
      description = "The rate to begin with (default: that of the phase, else 1000/s).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "RATE",
      description = "The highest rate to try (default: 200000/s).")
  private @Nullable String to;

  @Option(
      names = "--precision",
      paramLabel = "RATIO",
      defaultValue = "10%",
      description = "How near to the limit to come (default: 10%%).")
  private String precision = "10%";

  @Option(
      names = "--step",
      paramLabel = "TIME",
      defaultValue = "4s",
      description = "Measure each rate so long (default: ${DEFAULT-VALUE}; longer below 300/s).")
  private String step = "4s";

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "Time under load before it (default: ${DEFAULT-VALUE}).")
  private String warmup = "2s";

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      converter = SettingConverter.class,
      description = "Replace a value of the scenario, such as nodes=1. Repeatable.")
  private List<Setting> settings = List.of();

  @Option(
      names = "--classpath",
      paramLabel = "PATHS",
      description = "Jar files and folders with caches of your own, as for run.")
  private String classPath = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the trials' directories and limit.json go; new or empty (default:"
              + " runs/find-limit/SCENARIO/TIMESTAMP).")
  private @Nullable Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private LimitFormat format = LimitFormat.TEXT;

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
  public FindLimitCommand(Console console, ScenarioRuns runs) {
    this.console = console;
    this.runs = runs;
  }

  @Override
  public ExitCode call() throws IOException {
    Duration length = duration("--step", step, Duration.ofSeconds(1));
    Duration before = duration("--warmup", warmup, Duration.ZERO);
    Scenario scenario = ScenarioSource.readOne(name, settings);
    TargetConfig target = target(scenario);
    PhaseConfig phase = phase(scenario);
    RateSearch search = search(phase);
    LimitScenario limits = new LimitScenario(scenario, target, phase);
    List<GateConfig> gates = gates(limits);
    List<Path> own = OwnClasses.of(classPath, scenario);
    RedisEndpoint external = new RedisAccess(null, System.getenv()).endpoint(scenario, 1);
    if (external != null) {
      runs.check(external);
    }
    Path folder = folder(scenario.name());
    List<String> objective = objective(gates);
    if (!isQuiet) {
      console.err().println(scenario.name() + " · " + target.name() + " · " + phase.name());
      console.err().println("  objective  " + String.join(" · ", objective) + "\n");
    }
    LimitTrials trials =
        new LimitTrials(
            limits,
            new LimitTrials.Plan(folder, length, before, gates, external, own),
            runs,
            console,
            isQuiet);
    Interrupts.listen(trials::stop);
    RateSearch.Found found = search.search(trials);
    LimitResult result =
        LimitResult.of(scenario.name(), target.name(), objective, found, trials.steps());
    Files.writeString(folder.resolve(LimitResult.FILE), result.json());
    print(result, folder);
    return result.exitCode();
  }

  private void print(LimitResult result, Path folder) {
    if (!isQuiet) {
      console.err().println();
    }
    format.print(result, console);
    if (format == LimitFormat.TEXT) {
      console.out().println("  " + folder.resolve(LimitResult.FILE));
    }
  }

  private static List<String> objective(List<GateConfig> gates) {
    List<String> words = new ArrayList<>(List.of(LimitStep.LAG + " < 1ms"));
    gates.forEach(gate -> words.add(gate.require().text()));
    return words;
  }

  private TargetConfig target(Scenario scenario) {
    List<String> names = scenario.targets().stream().map(TargetConfig::name).toList();
    if (targetName != null) {
      TargetConfig named = scenario.target(targetName);
      if (named == null) {
        throw new UsageException(
            "the scenario has no target `"
                + targetName
                + "`"
                + NearestWord.question(targetName, names),
            "it has " + String.join(", ", names));
      }
      return named;
    }
    List<TargetConfig> candidates =
        scenario.targets().stream().filter(it -> it.role() == Role.CANDIDATE).toList();
    if (candidates.size() != 1) {
      throw new UsageException(
          "the scenario has " + candidates.size() + " candidates, and a limit is one target's",
          "name it with --target: " + String.join(", ", names));
    }
    return candidates.get(0);
  }

  private PhaseConfig phase(Scenario scenario) {
    List<PhaseConfig> phases = scenario.phases();
    List<String> names = phases.stream().map(PhaseConfig::name).toList();
    if (phaseName == null) {
      return phases.stream()
          .filter(it -> it.load() instanceof LoadModel.Open)
          .findFirst()
          .orElse(phases.get(0));
    }
    return phases.stream()
        .filter(it -> it.name().equals(phaseName))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "the scenario has no phase `"
                        + phaseName
                        + "`"
                        + NearestWord.question(String.valueOf(phaseName), names),
                    "it has " + String.join(", ", names)));
  }

  private List<GateConfig> gates(LimitScenario limits) {
    if (!required.isEmpty()) {
      return required.stream().map(FindLimitCommand::gate).toList();
    }
    limits
        .leftOut()
        .forEach(
            gate ->
                console.warn(
                    "The gate `%s` is left out: one target alone, without faults, cannot answer it."
                        .formatted(gate.require().text())));
    return limits.gates();
  }

  private static GateConfig gate(String text) {
    try {
      GateExpression expression = GateParser.parse(text);
      if (!(expression.limit() instanceof Limit.Literal)) {
        throw new UsageException(
            "--require `" + expression.text() + "` compares with what is not run here",
            "compare with a value, such as `response-time.p99 < 50ms`");
      }
      return new GateConfig(null, null, expression, false);
    } catch (GateSyntaxException e) {
      throw new UsageException("--require: " + e.getMessage(), e.hint());
    }
  }

  private RateSearch search(PhaseConfig phase) {
    double usual =
        phase.load() instanceof LoadModel.Open open ? open.rate().perSecond() : USUAL_START;
    double start = from == null ? Math.max(LOWEST, Math.min(usual, HIGHEST)) : rate("--from", from);
    double highest = to == null ? Math.max(USUAL_HIGHEST, start) : rate("--to", to);
    if (from == null) {
      start = Math.min(start, highest);
    }
    if (start > highest) {
      throw new UsageException(
          "--from must be at most --to, but was " + from, "name a lower rate to begin with");
    }
    double near = number("--precision", precision, UnitTable.RATIO, 0.01, 1);
    return new RateSearch(start, Math.min(LOWEST, start), highest, near);
  }

  private static double rate(String option, String text) {
    return number(option, text, UnitTable.RATE, LOWEST, HIGHEST);
  }

  private static Duration duration(String option, String text, Duration shortest) {
    double nanos =
        number(
            option, text, UnitTable.DURATION, (double) shortest.toNanos(), (double) HOUR.toNanos());
    return Duration.ofNanos(Math.round(nanos));
  }

  private static double number(
      String option, String text, UnitTable table, double min, double max) {
    double value;
    try {
      value = table.parse(text.strip()).doubleValue();
    } catch (UnitException e) {
      throw new UsageException(option + " " + e.problem(), e.hint());
    }
    if (value < min || value > max) {
      throw new UsageException(
          option + " is too " + (value < min ? "small" : "large") + ": " + text.strip(),
          range(table, min, max));
    }
    return value;
  }

  private static String range(UnitTable table, double min, double max) {
    if (table == UnitTable.DURATION) {
      return "it may be " + Math.round(min / 1e9) + "s to " + Math.round(max / 60e9) + "m";
    }
    return table == UnitTable.RATIO
        ? "it may be 1% to 100%"
        : "it may be " + Math.round(min) + "/s to " + Math.round(max) + "/s";
  }

  private Path folder(String scenario) throws IOException {
    if (out != null) {
      return RunFolder.named(out);
    }
    Instant now = Instant.EPOCH.plus(RunClock.start().startEpochMicros(), ChronoUnit.MICROS);
    return RunFolder.of(RUNS, scenario, now, ZoneId.systemDefault());
  }
}
