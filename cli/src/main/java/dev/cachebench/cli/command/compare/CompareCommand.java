package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.input.Undecided;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.reports.compare.CompareOptions;
import dev.cachebench.reports.compare.Comparer;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.compare.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: sets runs side by side, with statistics. */
@Command(
    name = "compare",
    description = "Compare runs: what changed by more than noise explains.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench compare runs/main runs/change                         # each has 5 rounds or more",
      "  cachebench compare runs/main runs/change --fail-on regression    # for CI",
      "  cachebench compare runs/ab/baseline runs/ab/candidate --paired   # of `run --pairs`"
    })
public final class CompareCommand implements Callable<ExitCode> {

  private final Console console;

  @Mixin private final ComparingOptions comparing = new ComparingOptions();

  @Parameters(
      index = "0",
      paramLabel = "BASE",
      description = "A run directory, or a directory of them whose rounds are put together.")
  private Path base = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "CANDIDATE",
      description = "The same of what is compared with it; of several, each.")
  private List<Path> candidates = List.of();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Compare this target. Repeatable (default: every candidate).")
  private List<String> targets = List.of();

  @Option(
      names = "--against",
      paramLabel = "NAME",
      description = "Compare with this target of the base (default: that of the same name).")
  private @Nullable String against;

  @Option(
      names = "--paired",
      description = "The first run of the base and of the candidate ran side by side, and so on.")
  private boolean isPaired;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      defaultValue = "nothing",
      description =
          "regression: exit with 3 when there is one, with 4 when it is open (default:"
              + " ${DEFAULT-VALUE}, always 0).")
  private FailOn failOn = FailOn.NOTHING;

  @Option(
      names = "--undecided",
      paramLabel = "HOW",
      defaultValue = "fail",
      description = "What is open fails (exit code 4) or warns (0) (default: ${DEFAULT-VALUE}).")
  private Undecided undecided = Undecided.FAIL;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or md (default: ${DEFAULT-VALUE}).")
  private CompareFormat format = CompareFormat.TEXT;

  /** Creates the command on a console. */
  public CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    CompareOptions options = comparing.options(targets, against);
    Comparer comparer = new Comparer(isPaired ? options.paired() : options);
    Side wholeBase = SideReader.read(base);
    List<Comparison> comparisons = new ArrayList<>();
    for (Path candidate : candidates) {
      PairedSides sides = new PairedSides(wholeBase, SideReader.read(candidate));
      if (isPaired) {
        sides = sides.whole();
        sides.halves().forEach(half -> console.warn(half));
      }
      check(comparer, sides.base(), sides.candidate());
      comparisons.add(comparer.compare(sides.base(), sides.candidate()));
    }
    format.print(comparisons, console);
    return failOn.of(comparisons, undecided);
  }

  private void check(Comparer comparer, Side one, Side other) {
    if (isPaired && one.runs().size() != other.runs().size()) {
      throw new UsageException(
          "%s has %d runs and %s has %d, so that they are no pairs"
              .formatted(one.name(), one.runs().size(), other.name(), other.runs().size()),
          "leave --paired out, or name the two directories that `run --pairs` wrote");
    }
    String nothing = comparer.nothingToCompare(one, other);
    if (nothing != null) {
      throw new UsageException(nothing, "name one by --target, and the base's by --against");
    }
  }
}
