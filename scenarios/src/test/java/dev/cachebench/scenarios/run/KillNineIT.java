package dev.cachebench.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.OwnLink;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever fault is under way when the tool is killed by a signal that it cannot hear, five seconds
 * later nothing of it is left: no process, stopped ones included, no file, no namespace.
 */
@Timeout(120)
class KillNineIT {

  private static final String SCENARIO =
      """
      version: 1
      scenario: kill-nine
      proxy: %s
      nodes: {count: 1, isolation: %s}
      origin: {service-time: 5ms}
      keys: {count: 200}
      targets: {hardened: {preset: hardened}}
      load: {rate: 50/s}
      preload: all
      warmup: 0
      phases: [{name: struck, duration: 60s}]
      faults: [%s]
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "down          | embedded | {fault: down, during: struck}",
        "half-open     | off      | {fault: half-open, during: struck}",
        "slicer        | embedded | {fault: latency, latency: 5ms, during: struck},"
            + " {fault: bandwidth, rate: 900KB, during: struck},"
            + " {fault: slow-close, delay: 5ms, during: struck},"
            + " {fault: corrupt-replies, ratio: 5%, during: struck},"
            + " {fault: desync, ratio: 5%, during: struck},"
            + " {fault: slicer, size: 100B, during: struck}",
        "limit-data    | embedded | {fault: timeout, during: struck},"
            + " {fault: reset-peer, during: struck},"
            + " {fault: limit-data, bytes: 5KB, during: struck}",
        "kill          | off      | {fault: kill, during: struck}",
        "pause         | embedded | {fault: pause, during: struck}",
        "restart       | off      | {fault: restart, data: kept, during: struck}",
        "loading       | off      | {fault: loading, during: struck}",
        "busy          | off      | {fault: busy, during: struck}",
        "client-pause  | off      | {fault: client-pause, during: struck}",
        "gc-pause      | off      | {fault: gc-pause, on: node-0, during: struck}",
        "pause-node    | off      | {fault: pause, on: node-0, during: struck}",
      })
  void leavesNothing(String last, String proxy, String faults) throws Exception {
    if (last.equals("half-open")) {
      assumeLinks();
    }
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    String isolation = faults.contains("node-0") ? "process" : "thread";
    Process tool = start(SCENARIO.formatted(proxy, isolation, faults), temporary);
    String fault = last.equals("pause-node") ? "pause" : last;
    await().atMost(Duration.ofSeconds(60)).until(() -> hasStarted(fault));
    List<ProcessHandle> children = tool.descendants().toList();
    // The arm at least; a server that is down or restarted has no process, or none yet.
    assertThat(children).isNotEmpty();

    new ProcessBuilder("kill", "-KILL", Long.toString(tool.pid())).start().waitFor();

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(children).noneMatch(ProcessHandle::isAlive);
              assertThat(names(temporary)).noneMatch(name -> name.startsWith("cachebench-"));
              assertThat(ours()).isEmpty();
            });
  }

  private static void assumeLinks() throws IOException {
    try {
      OwnLink.require();
    } catch (EnvironmentException e) {
      assumeTrue(false, e.getMessage() + ": " + e.hint());
    }
  }

  private Process start(String scenario, Path temporary) throws IOException {
    Path file = Files.writeString(directory.resolve("scenario.yaml"), scenario);
    Files.createDirectory(directory.resolve("run"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Tool.class.getName(),
            file.toString(),
            directory.resolve("run").toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("tool.log").toFile())
        .start();
  }

  private boolean hasStarted(String fault) throws IOException {
    Path events = directory.resolve("run/events.jsonl");
    return Files.exists(events)
        && Files.readAllLines(events).stream()
            .anyMatch(line -> line.contains("fault-start") && line.contains("\"" + fault + "\""));
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Names of namespaces, and of network cards of links, that a tool has made. */
  private static List<String> ours() throws IOException {
    return Stream.concat(
            names(Path.of("/run/netns")).stream().filter(name -> name.startsWith("cachebench-")),
            names(Path.of("/sys/class/net")).stream()
                .filter(name -> name.matches("cb[0-9a-f]{7}a")))
        .toList();
  }

  /** Runs a scenario as the tool does, until it is killed. */
  static final class Tool {
    public static void main(String[] args) throws IOException {
      Scenario scenario =
          ScenarioReader.read("scenario", Files.readString(Path.of(args[0])), List.of());
      RunOptions options = RealFaultsIT.options(Path.of(args[1]));
      new ScenarioRunner(
              scenario, options, new RealFaultsIT.Listening(new CopyOnWriteArrayList<>()))
          .run();
    }
  }
}
