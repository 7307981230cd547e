package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.command.input.Undecided;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.console.Interrupts;
import dev.cachebench.cli.console.Words;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.compare.render.ComparisonMarkdown;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs pairs and says how it went: {@code comparison.json}, {@code comparison.md}, the terminal.
 */
public final class PairedRun {

  /** What starting a server and a JVM and stopping them again takes, roughly. */
  private static final Duration ARM_OVERHEAD = Duration.ofSeconds(6);

  private final ScenarioRuns runs;
  private final Console console;
  private final boolean isQuiet;

  public PairedRun(ScenarioRuns runs, Console console, boolean isQuiet) {
    this.runs = runs;
    this.console = console;
    this.isQuiet = isQuiet;
  }

  /**
   * Runs.
   *
   * @return null when somebody stopped it; what was run until then is left
   */
  public @Nullable Comparison run(PairRuns.Plan plan) throws IOException {
    announce(plan);
    PairRuns pairs = new PairRuns(plan, runs, console, isQuiet);
    Interrupts.listen(pairs::stop);
    Comparison comparison = pairs.run();
    if (comparison != null) {
      Files.writeString(
          plan.folder().resolve("comparison.json"), JsonReport.write(List.of(comparison)));
      Files.writeString(
          plan.folder().resolve("comparison.md"), ComparisonMarkdown.render(comparison));
    }
    return comparison;
  }

  /** Returns what the process says of a comparison that may have been stopped. */
  public static ExitCode exitCode(@Nullable Comparison comparison, Undecided undecided) {
    return comparison == null
        ? ExitCode.INTERRUPTED
        : FailOn.REGRESSION.of(List.of(comparison), undecided);
  }

  private void announce(PairRuns.Plan plan) {
    if (isQuiet) {
      return;
    }
    Scenario scenario = plan.candidate().scenario();
    console
        .err()
        .println(
            Console.safe(
                "%s · %d pairs · %s against %s · about %s"
                    .formatted(
                        scenario.name(),
                        plan.pairs(),
                        side(plan.candidate(), plan.base()),
                        side(plan.base(), plan.candidate()),
                        Words.about(expected(plan)))));
  }

  /** Names a side by what it differs in. */
  private static String side(PairArm arm, PairArm other) {
    if (!arm.tool().equals(other.tool())) {
      return arm.tool();
    }
    return String.join(", ", arm.scenario().targets().stream().map(TargetConfig::name).toList());
  }

  private static Duration expected(PairRuns.Plan plan) {
    Scenario scenario = plan.candidate().scenario();
    int arms = scenario.targets().size() + plan.base().scenario().targets().size();
    return scenario
        .warmup()
        .plus(scenario.measuredTime())
        .plus(ARM_OVERHEAD)
        .multipliedBy((long) arms * plan.pairs());
  }
}
