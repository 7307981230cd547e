package dev.cachebench.cli.command.sweep;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.command.input.RedisAccess;
import dev.cachebench.cli.command.input.RunFolder;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.console.Interrupts;
import dev.cachebench.cli.console.SweepProgress;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.sweep.LivePoint;
import dev.cachebench.reports.sweep.LiveSweep;
import dev.cachebench.reports.sweep.SweepReport;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.sim.Capacity;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import dev.cachebench.scenarios.sim.Sweep;
import dev.cachebench.scenarios.trace.Trace;
import dev.cachebench.scenarios.workload.CheApproximation;
import dev.cachebench.scenarios.yaml.Setting;
import dev.cachebench.scenarios.yaml.SweepPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep}: hit ratios by policy and capacity, simulated, or real runs by any setting. */
@Command(
    name = "sweep",
    description = {
      "Simulate hit ratios by eviction policy and cache size.",
      "",
      "A scenario with `sweep: {cache.l1.capacity: [500, 1_000]}`, or any other path of its own, is"
          + " run for real with each value."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench sweep quickstart --policies lru,w-tinylfu           # a scenario's keys",
      "  cachebench sweep --zipf 0.99 --keys 100000 --sizes 1000,10000  # a drawn load",
      "  cachebench sweep --trace lirs:gli.trace.gz --format csv        # a recorded trace"
    })
public final class SweepCommand implements Callable<ExitCode> {

  private static final Path RUNS = Path.of("runs");
  private static final String NAME = "sweep";
  private static final int LEAST_SAMPLED = 10;

  private final Console console;

  @Mixin private final SweepLoad load = new SweepLoad();

  @Mixin private final SweepGrid grid = new SweepGrid();

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "0",
      description = "Simulate the first N requests without counting them (default: 0).")
  private int warmup;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the files go; new or empty (default: runs/sweep/TIMESTAMP).")
  private @Nullable Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or csv (default: ${DEFAULT-VALUE}).")
  private SweepFormat format = SweepFormat.TEXT;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress.")
  private boolean isQuiet;

  private final ScenarioRuns runs;

  /**
   * Creates the command.
   *
   * @param console where it prints
   * @param runs what runs scenarios that have a sweep
   */
  public SweepCommand(Console console, ScenarioRuns runs) {
    this.console = console;
    this.runs = runs;
  }

  @Override
  public ExitCode call() throws IOException {
    grid.check();
    load.check();
    if (!load.points().isEmpty()) {
      return live(load.points());
    }
    try {
      List<Trace> traces = load.traces();
      checkWarmup(traces.get(0));
      List<Capacity> sizes = grid.capacities(load.capacities(), traces.get(0));
      checkSample(traces.get(0), sizes);
      Path named = out == null ? null : RunFolder.named(out);
      finish(traces.get(0), simulate(traces, grid.policies(), sizes), sizes, named);
      return ExitCode.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } catch (OutOfMemoryError e) {
      throw new UsageException(
          "the trace does not fit into this JVM's memory",
          "take fewer requests (--limit, --requests) or a share of the keys (--sample), or give it"
              + " more: JAVA_TOOL_OPTIONS=-Xmx8g");
    }
  }

  private ExitCode live(List<SweepPoint> points) throws IOException {
    if (grid.isGiven() || warmup != 0) {
      throw new UsageException(
          "--policies, --sizes and --warmup are for simulations, but the scenario has a sweep",
          "leave them out; the scenario says what changes");
    }
    Scenario scenario = points.get(0).scenario();
    RedisEndpoint external =
        new RedisAccess(null, System.getenv()).endpoint(scenario, points.size());
    if (external != null) {
      runs.check(external);
    }
    Path directory = out == null ? folder() : RunFolder.named(out);
    LiveRuns sweep = new LiveRuns(directory, external, runs, console, isQuiet);
    Interrupts.listen(sweep::stop);
    List<LivePoint> done = sweep.run(points);
    if (done.isEmpty()) {
      return ExitCode.INTERRUPTED;
    }
    LiveSweep report =
        new LiveSweep(
            scenario.name(),
            scenario.seed(),
            points.get(0).settings().stream().map(Setting::path).toList(),
            done);
    report.writeAll(directory);
    if (!isQuiet) {
      console.err().println();
    }
    format.print(report, console);
    if (format == SweepFormat.TEXT) {
      files(directory);
    }
    return sweep.isStopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private void files(Path directory) {
    console
        .out()
        .println(
            "\n  %s    %s · %s · %s"
                .formatted(directory, SweepReport.HTML, SweepReport.CSV, SweepReport.JSON));
  }

  private void checkWarmup(Trace trace) {
    if (warmup < 0 || warmup >= trace.population()) {
      throw new UsageException(
          "--warmup must be from 0 to %d, fewer than there are requests, but was %d"
              .formatted(trace.population() - 1, warmup),
          "leave it out to count every request");
    }
  }

  /** A miniature cache of a few entries tells nothing of the large one. */
  private static void checkSample(Trace trace, List<Capacity> sizes) {
    double entries = sizes.get(0).amount() * trace.share();
    if (trace.share() < 1
        && sizes.get(0).unit() == Capacity.Unit.ENTRIES
        && entries < LEAST_SAMPLED) {
      throw new UsageException(
          "a sample of %s of the keys leaves %d entries of a cache of %s, too few to tell"
              .formatted(
                  Figures.percent(trace.share()),
                  Math.round(entries),
                  Figures.count(sizes.get(0).amount())),
          "take a share of at least %s, or larger --sizes"
              .formatted(LEAST_SAMPLED / (double) sizes.get(0).amount()));
    }
  }

  private List<SimulationResult> simulate(
      List<Trace> traces, List<PolicyKind> policies, List<Capacity> sizes)
      throws InterruptedException {
    SweepProgress progress = new SweepProgress(console, policies.size(), sizes.size());
    Consumer<SimulationResult> listener = isQuiet ? result -> {} : progress::done;
    int cores = Runtime.getRuntime().availableProcessors();
    try {
      return new Sweep(cores, RunClock.start()::nanos)
          .run(traces, policies, sizes, warmup, listener);
    } finally {
      progress.clear();
    }
  }

  private void finish(
      Trace trace, List<SimulationResult> results, List<Capacity> sizes, @Nullable Path named)
      throws IOException {
    SweepReport report =
        new SweepReport(
            trace.name(),
            trace.population() - warmup,
            trace.distinct(),
            warmup,
            trace.share(),
            results,
            formulas(sizes));
    Path directory = named == null ? folder() : named;
    report.writeAll(directory);
    if (!isQuiet) {
      console.err().println();
    }
    format.print(report, console);
    if (format == SweepFormat.TEXT) {
      files(directory);
    }
  }

  /** What Che's approximation says, where keys are drawn. */
  private List<SweepReport.Formula> formulas(List<Capacity> sizes) {
    KeysConfig keys = load.catalogue();
    boolean isSized = sizes.get(0).unit() == Capacity.Unit.BYTES;
    if (keys == null || keys.distribution() instanceof KeyDistribution.Sequential || isSized) {
      return List.of();
    }
    CheApproximation che = CheApproximation.of(keys);
    List<SweepReport.Formula> formulas = new ArrayList<>();
    for (Capacity size : sizes) {
      formulas.add(new SweepReport.Formula("che-lru", size, che.lru(size.amount())));
      formulas.add(new SweepReport.Formula("che-fifo", size, che.fifo(size.amount())));
    }
    return formulas;
  }

  private static Path folder() throws IOException {
    Instant now = Instant.EPOCH.plus(RunClock.start().startEpochMicros(), ChronoUnit.MICROS);
    return RunFolder.of(RUNS, NAME, now, ZoneId.systemDefault());
  }
}
