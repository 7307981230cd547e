package dev.cachebench.cli.command;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.console.SweepProgress;
import dev.cachebench.reports.sweep.SweepReport;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import dev.cachebench.scenarios.sim.Sweep;
import dev.cachebench.scenarios.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep}: hit ratios of eviction policies by capacity, simulated. */
@Command(
    name = "sweep",
    description = "Simulate hit ratios by eviction policy and cache size.",
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

  /** Creates the command on a console. */
  public SweepCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    List<PolicyKind> policies = grid.policies();
    List<Integer> asked = grid.sizes();
    load.check();
    try {
      Trace trace = load.trace();
      checkWarmup(trace);
      List<Integer> sizes = asked == null ? SweepGrid.usual(load.capacities(), trace) : asked;
      Path named = out == null ? null : RunFolder.named(out);
      finish(trace, simulate(trace, policies, sizes), named);
      return ExitCode.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } catch (OutOfMemoryError e) {
      throw new UsageException(
          "the trace does not fit into this JVM's memory",
          "take fewer requests (--limit, --requests), or give it more: JAVA_TOOL_OPTIONS=-Xmx8g");
    }
  }

  private void checkWarmup(Trace trace) {
    if (warmup < 0 || warmup >= trace.length()) {
      throw new UsageException(
          "--warmup must be from 0 to %d, fewer than there are requests, but was %d"
              .formatted(trace.length() - 1, warmup),
          "leave it out to count every request");
    }
  }

  private List<SimulationResult> simulate(
      Trace trace, List<PolicyKind> policies, List<Integer> sizes) throws InterruptedException {
    SweepProgress progress = new SweepProgress(console, policies.size(), sizes.size());
    Consumer<SimulationResult> listener = isQuiet ? result -> {} : progress::done;
    int cores = Runtime.getRuntime().availableProcessors();
    try {
      return new Sweep(cores, RunClock.start()::nanos)
          .run(trace, policies, sizes, warmup, listener);
    } finally {
      progress.clear();
    }
  }

  private void finish(Trace trace, List<SimulationResult> results, @Nullable Path named)
      throws IOException {
    SweepReport report =
        new SweepReport(trace.name(), trace.length() - warmup, trace.distinct(), warmup, results);
    Path directory = named == null ? folder() : named;
    report.writeAll(directory);
    if (!isQuiet) {
      console.err().println();
    }
    format.print(report, console);
    if (format == SweepFormat.TEXT) {
      console
          .out()
          .println(
              "\n  %s    %s · %s · %s"
                  .formatted(directory, SweepReport.HTML, SweepReport.CSV, SweepReport.JSON));
    }
  }

  private static Path folder() throws IOException {
    Instant now = Instant.EPOCH.plus(RunClock.start().startEpochMicros(), ChronoUnit.MICROS);
    return RunFolder.of(RUNS, NAME, now, ZoneId.systemDefault());
  }
}
