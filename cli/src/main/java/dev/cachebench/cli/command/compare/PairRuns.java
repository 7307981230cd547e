package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.arm.ArmWatch;
import dev.cachebench.cli.command.arm.ForkedArms;
import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.RunLog;
import dev.cachebench.reports.compare.ChangeVerdict;
import dev.cachebench.reports.compare.CompareOptions;
import dev.cachebench.reports.compare.Comparer;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs two sides in turn, a pair after the other in random order, each in a JVM and a run directory
 * of its own: {@code baseline/pair-01}, {@code candidate/pair-01}, …
 *
 * <p>What the machine does slowly then meets both. Where that is inconclusive and nothing is worse
 * for sure, ten more pairs run, at most twice.
 */
public final class PairRuns {

  /** Pairs that are added where a comparison is inconclusive. */
  static final int MORE = 10;

  /** How often that happens at most. */
  public static final int MOST_EXTENSIONS = 2;

  private static final String PAIR = "pair-";

  private final Plan plan;
  private final ScenarioRuns runs;
  private final Console console;
  private final boolean isQuiet;
  private final SplittableRandom order;
  private volatile Runnable stop = () -> {};
  private volatile boolean isStopped;

  /**
   * What is run.
   *
   * @param folder where the directories go
   * @param base the one side
   * @param candidate the other
   * @param pairs how many at first
   * @param extensions how often ten more may be added
   * @param options what is compared; paired
   * @param external the Redis of the user's own; null is one for each run
   * @param classPath of classes of the user's own
   */
  public record Plan(
      Path folder,
      PairArm base,
      PairArm candidate,
      int pairs,
      int extensions,
      CompareOptions options,
      @Nullable RedisEndpoint external,
      List<Path> classPath) {

    public Plan {
      classPath = List.copyOf(classPath);
    }
  }

  public PairRuns(Plan plan, ScenarioRuns runs, Console console, boolean isQuiet) {
    this.plan = plan;
    this.runs = runs;
    this.console = console;
    this.isQuiet = isQuiet;
    this.order = new SplittableRandom(plan.candidate().scenario().seed());
  }

  /** Returns whether a run directory is named as those of pairs are. */
  static boolean isDirectoryOfPair(String name) {
    return name.matches(PAIR + "\\d+");
  }

  /** Stops the run that goes on and begins no other; may be called from any thread. */
  public void stop() {
    isStopped = true;
    stop.run();
  }

  boolean isStopped() {
    return isStopped;
  }

  /**
   * Runs and compares.
   *
   * @return null when it was stopped before
   * @throws EnvironmentException if an arm cannot work
   */
  @Nullable Comparison run() throws IOException {
    int done = 0;
    int planned = plan.pairs();
    for (int extension = 0; ; extension++) {
      while (done < planned && !isStopped) {
        done++;
        pair(done, planned);
      }
      if (isStopped) {
        return null;
      }
      Comparison comparison = compare();
      if (isDecided(comparison) || extension == plan.extensions()) {
        return comparison;
      }
      planned += MORE;
      say("  ? inconclusive after %d pairs: %d more".formatted(done, MORE));
    }
  }

  /** What has become worse for sure is not cured by a look at the rest. */
  private static boolean isDecided(Comparison comparison) {
    return comparison.verdict() == ChangeVerdict.REGRESSION
        || comparison.count(ChangeVerdict.INCONCLUSIVE) == 0;
  }

  private void pair(int number, int planned) throws IOException {
    boolean isBaseFirst = order.nextBoolean();
    PairArm first = isBaseFirst ? plan.base() : plan.candidate();
    PairArm second = isBaseFirst ? plan.candidate() : plan.base();
    run(first, number);
    run(second, number);
    if (!isStopped) {
      say("  ✓ pair %d of %d, %s first".formatted(number, planned, first.word()));
    }
  }

  private void run(PairArm arm, int number) throws IOException {
    if (isStopped) {
      return;
    }
    Path directory = plan.folder().resolve(arm.word()).resolve(PAIR + "%02d".formatted(number));
    Files.createDirectories(directory);
    RunOptions options =
        new RunOptions(
            directory,
            1,
            arm.jvm(),
            plan.external(),
            arm.tool(),
            ForkedArms.toolFlags(),
            plan.classPath());
    ArmWatch watch = new ArmWatch();
    try (RunLog log = RunLog.to(new RunDirectory(directory).path(RunFile.LOG))) {
      runs.run(arm.scenario(), options, watch, this::listen);
    }
    ArmFailure failure = watch.failure();
    if (failure != null && !isStopped) {
      throw new EnvironmentException(
          "the %s failed in pair %d: %s".formatted(arm.word(), number, failure.message()),
          failure.hint().isEmpty() ? "its log is in " + directory : failure.hint());
    }
  }

  /** Takes what stops the run; somebody may have asked for it a moment before. */
  private void listen(Runnable stopping) {
    stop = stopping;
    if (isStopped) {
      stopping.run();
    }
  }

  private Comparison compare() throws IOException {
    return new Comparer(plan.options())
        .compare(
            SideReader.read(plan.folder().resolve(plan.base().word())),
            SideReader.read(plan.folder().resolve(plan.candidate().word())));
  }

  private void say(String line) {
    if (!isQuiet) {
      console.err().println(line);
    }
  }
}
