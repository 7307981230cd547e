package dev.cachebench.cli.command.sweep;

import dev.cachebench.cli.command.arm.ForkedArms;
import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.command.judge.JudgedRun;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.PointProgress;
import dev.cachebench.cli.console.RunLog;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.sweep.LivePoint;
import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.run.RunOptions;
import dev.cachebench.scenarios.yaml.Setting;
import dev.cachebench.scenarios.yaml.SweepPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario with one point of its sweep after the other, each in a run directory of its own.
 * In shuffled order, so that a machine that becomes slower does not look like an effect of the
 * values; with the seed of the scenario, so that all of them meet the same requests.
 */
final class LiveRuns {

  private final Path folder;
  private final @Nullable RedisEndpoint external;
  private final ScenarioRuns runs;
  private final Console console;
  private final boolean isQuiet;
  private volatile Runnable stop = () -> {};
  private volatile boolean isStopped;
  private volatile @Nullable PointProgress view;

  /**
   * Creates one.
   *
   * @param folder where the run directories go
   * @param external the Redis of the user's own; null is one for each run
   */
  LiveRuns(
      Path folder,
      @Nullable RedisEndpoint external,
      ScenarioRuns runs,
      Console console,
      boolean isQuiet) {
    this.folder = folder;
    this.external = external;
    this.runs = runs;
    this.console = console;
    this.isQuiet = isQuiet;
  }

  /** Stops the run under way and begins no other; may be called from any thread. */
  void stop() {
    isStopped = true;
    PointProgress progress = view;
    if (progress != null) {
      progress.stopping();
    }
    stop.run();
  }

  boolean isStopped() {
    return isStopped;
  }

  /** Runs all points and returns those that ended, in the order given. */
  List<LivePoint> run(List<SweepPoint> points) throws IOException {
    PointProgress progress = new PointProgress(console, points.size(), isQuiet);
    view = progress;
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(points.get(0).scenario().seed()));
    TreeMap<Integer, LivePoint> done = new TreeMap<>();
    for (int index : order) {
      if (!isStopped) {
        LivePoint point = run(points.get(index), done.size() + 1, progress);
        if (point != null) {
          done.put(index, point);
        }
      }
    }
    return List.copyOf(done.values());
  }

  private @Nullable LivePoint run(SweepPoint point, int number, PointProgress progress)
      throws IOException {
    Path directory = folder.resolve(name(point, number));
    Files.createDirectories(directory);
    progress.started(number, point.label());
    RunOptions options =
        new RunOptions(
            directory,
            1,
            ForkedArms.jvm(),
            external,
            ToolVersion.text(),
            ForkedArms.toolFlags(),
            List.of());
    try (RunLog log = RunLog.to(new RunDirectory(directory).path(RunFile.LOG))) {
      runs.run(point.scenario(), options, progress, it -> stop = it);
    } finally {
      progress.clear();
    }
    ArmFailure failure = progress.failure();
    if (failure != null && !isStopped) {
      throw new EnvironmentException(
          "the target failed: " + failure.message(),
          failure.hint().isEmpty() ? "its log is in " + directory : failure.hint());
    }
    JudgedRun run = JudgedRun.of(directory, JudgeOptions.defaults(ToolVersion.text()));
    run.write();
    if (run.report().status() == RunStatus.INTERRUPTED) {
      return null;
    }
    progress.ended(number, point.label(), words(run.report()));
    return LivePoint.of(
        point.settings().stream().map(Setting::value).toList(),
        String.valueOf(directory.getFileName()),
        run.report(),
        point.scenario());
  }

  private static String words(RunReport report) {
    return report.targets().stream()
        .map(
            target ->
                "%s hit ratio %s, mean %s"
                    .formatted(
                        target.name(),
                        target.all().text("hit-ratio"),
                        target.all().text("response-time.mean")))
        .collect(Collectors.joining(" · "));
  }

  private static String name(SweepPoint point, int number) {
    String values =
        point.settings().stream()
            .map(setting -> setting.value().replaceAll("[^A-Za-z0-9._-]", "_"))
            .collect(Collectors.joining("-"));
    String name = String.format(Locale.ROOT, "%02d-%s", number, values);
    return name.length() <= 80 ? name : name.substring(0, 80);
  }
}
