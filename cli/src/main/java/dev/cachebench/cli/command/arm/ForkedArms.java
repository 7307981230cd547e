package dev.cachebench.cli.command.arm;

import dev.cachebench.scenarios.machine.HeapPages;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisProbe;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunOptions;
import dev.cachebench.scenarios.run.ScenarioRunner;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Runs each arm in a JVM of its own, on the class path of this one. */
public final class ForkedArms implements ScenarioRuns {

  /**
   * An arm's heap: the same from start to end, so that growing it is not measured. What is young
   * has room for seconds under a usual load, and loading classes starts no collection.
   */
  private static final List<String> FLAGS =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-Xmn192m",
          "-XX:+UseG1GC",
          "-XX:MetaspaceSize=128m",
          "-XX:-UsePerfData");

  @Override
  public void run(
      Scenario scenario, RunOptions options, RunListener listener, Consumer<Runnable> stop)
      throws IOException {
    ScenarioRunner runner = new ScenarioRunner(scenario, options, listener);
    stop.accept(runner::interrupt);
    runner.run();
  }

  @Override
  public void check(RedisEndpoint external) {
    RedisProbe.probe(external);
  }

  /** Returns the command that starts an arm's JVM, up to the main class. */
  public static List<String> jvm() {
    return jvm(System.getProperty("java.class.path"));
  }

  /** Returns the command that starts an arm's JVM on another class path. */
  public static List<String> jvm(String classPath) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(FLAGS);
    command.addAll(HeapPages.flags());
    command.add("-Dcachebench.log.level=INFO");
    command.add("-cp");
    command.add(absolute(classPath));
    return command;
  }

  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        Arrays.stream(classPath.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }

  /** Returns the flags that this JVM was started with. */
  public static List<String> toolFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }
}
