package dev.cachebench.cli.command.machine;

import dev.cachebench.cli.command.input.RunFolder;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.console.MicroTable;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.micro.MicroException;
import dev.cachebench.scenarios.micro.MicroResults;
import dev.cachebench.scenarios.micro.MicroRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code micro}: what the engine's paths cost, measured by JMH. */
@Command(
    name = "micro",
    description = {
      "Measure the engine's paths with JMH: a hit in L1, a hit in L2, a flight, a clock.",
      "",
      "Prints ratios to the plain libraries, in about 2 minutes. JMH options are passed on, such as"
          + " -f 1 (forks), -wi 2 (warm-up iterations), -i 5 (measured iterations), -r 2s (length"
          + " of one), -prof NAME instead of gc, -e REGEX (leave out); so are regular expressions of"
          + " names."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench micro",
      "  cachebench micro L1Hit -f 3  # some of them, three forks",
      "  cachebench micro --list"
    })
public final class MicroCommand implements Callable<ExitCode> {

  private static final Path RUNS = Path.of("runs");
  private static final String NAME = "micro";

  private final Console console;

  @Parameters(
      paramLabel = "JMH options",
      description = "What JMH is told, such as L1Hit -f 5; everything by default.")
  private List<String> jmhOptions = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go; new or empty (default: runs/micro/TIMESTAMP).")
  private @Nullable Path out;

  @Option(
      names = {"-l", "--list"},
      description = "Name the benchmarks that would run, and run none.")
  private boolean isList;

  /** Creates the command on a console. */
  public MicroCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    try {
      MicroRun run = new MicroRun(jmhOptions);
      if (!isList) {
        return measure(run);
      }
      run.names().forEach(console.out()::println);
      return ExitCode.OK;
    } catch (MicroException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e.hint());
    }
  }

  private ExitCode measure(MicroRun run) throws IOException {
    Path directory = directory();
    MicroResults results =
        run.run(
            directory,
            line -> {
              console.err().println("  · " + line);
              console.err().flush();
            });
    new MicroFiles(directory).write(results);
    console.err().println();
    MicroTable.print(results, console.out());
    console.out().println();
    console.out().println("  " + directory + "    jmh.json · ratios.json · ratios.csv · jmh.log");
    return complete(run.names(), results) ? ExitCode.OK : ExitCode.UNDECIDED;
  }

  private boolean complete(List<String> asked, MicroResults results) {
    List<String> measured =
        results.measurements().stream().map(MicroResults.Measurement::name).toList();
    List<String> missing = asked.stream().filter(name -> !measured.contains(name)).toList();
    if (!missing.isEmpty()) {
      console.warn("No result of " + String.join(", ", missing) + ": see jmh.log for the reason.");
    }
    return missing.isEmpty();
  }

  private Path directory() throws IOException {
    if (out != null) {
      return RunFolder.named(out);
    }
    Instant now = Instant.EPOCH.plus(RunClock.start().startEpochMicros(), ChronoUnit.MICROS);
    return RunFolder.of(RUNS, NAME, now, ZoneId.systemDefault());
  }
}
