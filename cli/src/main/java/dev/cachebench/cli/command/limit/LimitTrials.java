package dev.cachebench.cli.command.limit;

import dev.cachebench.cli.command.arm.ForkedArms;
import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.command.judge.JudgedRun;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.LimitProgress;
import dev.cachebench.cli.console.RunLog;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.limit.LimitScenario;
import dev.cachebench.scenarios.limit.Outcome;
import dev.cachebench.scenarios.limit.RateSearch;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tries rates by short real runs, each in a run directory of its own below one folder. */
final class LimitTrials implements RateSearch.Trial {

  private final LimitScenario scenario;
  private final Plan plan;
  private final ScenarioRuns runs;
  private final LimitProgress progress;
  private final List<LimitStep> steps = new ArrayList<>();
  private volatile Runnable stop = () -> {};
  private volatile boolean isStopped;

  /**
   * What all trials have in common.
   *
   * @param folder where their directories go
   * @param length how long a rate is measured at least
   * @param warmup time under load before
   * @param gates what must hold, beside the schedule lag
   * @param external the Redis of the user's own; null is one for each trial
   * @param classPath of classes of the user's own
   */
  record Plan(
      Path folder,
      Duration length,
      Duration warmup,
      List<GateConfig> gates,
      @Nullable RedisEndpoint external,
      List<Path> classPath) {

    Plan {
      gates = List.copyOf(gates);
      classPath = List.copyOf(classPath);
    }
  }

  LimitTrials(
      LimitScenario scenario, Plan plan, ScenarioRuns runs, Console console, boolean isQuiet) {
    this.scenario = scenario;
    this.plan = plan;
    this.runs = runs;
    this.progress = new LimitProgress(console, isQuiet);
  }

  /** Stops the trial that runs and begins no other; may be called from any thread. */
  void stop() {
    isStopped = true;
    progress.stopping();
    stop.run();
  }

  @Override
  public Outcome run(double rate, int attempt) throws IOException {
    if (isStopped) {
      return Outcome.STOPPED;
    }
    Scenario trial = scenario.at(rate, plan.length(), plan.warmup(), plan.gates());
    Path directory = plan.folder().resolve(name(rate));
    Files.createDirectories(directory);
    progress.started(rate, steps.size() + 1);
    RunOptions options =
        new RunOptions(
            directory,
            1,
            ForkedArms.jvm(),
            plan.external(),
            ToolVersion.text(),
            ForkedArms.toolFlags(),
            plan.classPath());
    try (RunLog log = RunLog.to(new RunDirectory(directory).path(RunFile.LOG))) {
      runs.run(trial, options, progress, it -> stop = it);
    } finally {
      progress.clear();
    }
    refuseToGoOn(directory);
    JudgedRun run = JudgedRun.of(directory, JudgeOptions.defaults(ToolVersion.text()));
    run.write();
    LimitStep step = LimitStep.of(rate, attempt, run.report(), directory.getFileName().toString());
    steps.add(step);
    progress.ended(
        rate, step.outcome(), step.reason(), step.lagP99Nanos(), step.responseP99Nanos());
    return Outcome.valueOf(step.outcome().toUpperCase(Locale.ROOT));
  }

  /** An arm that cannot work at all would not at another rate either. */
  private void refuseToGoOn(Path directory) {
    ArmFailure failure = progress.failure();
    if (failure != null && !isStopped) {
      throw new EnvironmentException(
          "the target failed: " + failure.message(),
          failure.hint().isEmpty() ? "its log is in " + directory : failure.hint());
    }
  }

  private String name(double rate) {
    return String.format(Locale.ROOT, "%02d-at-%s", steps.size() + 1, Math.round(rate));
  }

  /** Returns what was tried, in order. */
  List<LimitStep> steps() {
    return List.copyOf(steps);
  }
}
