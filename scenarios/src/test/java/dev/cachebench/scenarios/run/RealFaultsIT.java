package dev.cachebench.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that strike while a scenario runs, seen in what the run directory says. */
class RealFaultsIT {

  private static final String SCENARIO =
      """
      version: 1
      scenario: faults
      proxy: %s
      origin: {service-time: 5ms}
      keys: {count: 200}
      cache: {l1: {capacity: 50, ttl: 300ms}, l2: {ttl: 60s, budget: 200ms}}
      targets: {%s}
      load: {rate: 100/s}
      max-in-flight: 50
      preload: all
      warmup: 1s
      phases: [{name: steady, duration: 1s}, {name: struck, duration: 3s}, {name: after, duration: 2s}]
      faults:
        - {%s}
      """;

  @TempDir Path directory;

  private final List<ArmFailure> failures = new CopyOnWriteArrayList<>();

  private ScenarioRunner runner(String proxy, String targets, String fault) {
    Scenario scenario =
        ScenarioReader.read("faults", SCENARIO.formatted(proxy, targets, fault), List.of());
    return new ScenarioRunner(scenario, options(directory), new Listening(failures));
  }

  static RunOptions options(Path directory) {
    return new RunOptions(
        directory,
        1,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path")),
        null,
        "test",
        List.of());
  }

  private <T> List<T> rows(RunFile file, Class<T> type) {
    return JsonLines.read(new RunDirectory(directory).path(file), type).rows();
  }

  private long sum(String target, String phase, String key) {
    return rows(RunFile.COUNTERS, CountersRow.class).stream()
        .filter(row -> row.target().equals(target) && row.phase().equals(phase))
        .mapToLong(row -> row.counts().getOrDefault(key, 0L))
        .sum();
  }

  private List<String> events(String target) {
    return rows(RunFile.EVENTS, RunEvent.class).stream()
        .filter(event -> target.equals(event.target()) && event.event().startsWith("fault-"))
        .map(event -> event.event() + " " + event.details().get("fault"))
        .toList();
  }

  @Test
  void outageFailsTheReviewedCacheAndNotTheHardenedOne() throws IOException {
    String targets = "reviewed: {preset: reviewed, role: control}, hardened: {preset: hardened}";

    assertThat(runner("embedded", targets, "fault: down, during: struck").run()).isTrue();

    assertThat(failures).isEmpty();
    for (String target : List.of("reviewed", "hardened")) {
      assertThat(events(target))
          .containsExactly("fault-start down", "fault-seen down", "fault-stop down");
      assertThat(sum(target, "steady", "get.error")).isZero();
      assertThat(sum(target, "steady", "get.l2")).isPositive();
    }
    // Without a time limit its callers wait for the server to come back, until it holds too many.
    assertThat(sum("reviewed", "struck", "get.error")).isPositive();
    assertThat(sum("hardened", "struck", "get.error")).isZero();
    assertThat(sum("hardened", "struck", "get.l2")).isLessThan(20);
    assertThat(sum("hardened", "struck", "get.origin")).isPositive();
  }

  @Test
  void killedServerComesBackEmptyAndIsUsedAgain() throws IOException {
    runner("off", "hardened: {preset: hardened}", "fault: kill, during: struck").run();

    assertThat(failures).isEmpty();
    assertThat(events("hardened"))
        .containsExactly("fault-start kill", "fault-seen kill", "fault-stop kill");
    assertThat(sum("hardened", "struck", "get.error")).isZero();
    assertThat(sum("hardened", "after", "get.l2")).isPositive();
    assertNothingIsLeft();
  }

  @Test
  void faultThatLastsToTheEndIsStoppedAndSaidSo() throws IOException {
    runner("off", "hardened: {preset: hardened}", "fault: pause, at: 5s, for: 1s").run();

    assertThat(failures).isEmpty();
    assertThat(events("hardened"))
        .containsExactly("fault-start pause", "fault-seen pause", "fault-stop pause");
    assertNothingIsLeft();
  }

  @Test
  void armThatDiesWhileRedisIsPausedFailsAndLeavesNothing() throws IOException {
    ScenarioRunner runner =
        runner("off", "hardened: {preset: hardened}", "fault: pause, during: struck");
    CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(() -> run(runner));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                new RunDirectory(directory).path(RunFile.EVENTS).toFile().exists()
                    && !events("hardened").isEmpty());

    assertThat(
            children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .map(ProcessHandle::destroyForcibly))
        .containsExactly(true);

    await().atMost(Duration.ofSeconds(30)).until(done::isDone);
    assertThat(failures)
        .singleElement()
        .satisfies(f -> assertThat(f.message()).startsWith("the arm's JVM ended"));
    assertNothingIsLeft();
  }

  @Test
  void proxyServerThatIsNotThereIsAMatterOfTheEnvironment() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    ScenarioRunner runner =
        runner(
            "http://127.0.0.1:" + free,
            "hardened: {preset: hardened}",
            "fault: down, during: struck");

    assertThatThrownBy(runner::run)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("http://127.0.0.1:" + free);
    assertNothingIsLeft();
  }

  private static boolean run(ScenarioRunner runner) {
    try {
      return runner.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Descendants of this JVM only: other runs on the machine are not this test's. */
  private static Stream<ProcessHandle> children() {
    return ProcessHandle.current().descendants();
  }

  private static void assertNothingIsLeft() {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(children()).filteredOn(ProcessHandle::isAlive).isEmpty());
  }

  /** Keeps the failures of arms. */
  record Listening(List<ArmFailure> failures) implements RunListener {

    @Override
    public void runStarted(RunPlan plan) {}

    @Override
    public void armStarted(ArmId arm) {}

    @Override
    public void progress(ArmId arm, ArmProgress now) {}

    @Override
    public void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failure) {
      if (failure != null) {
        failures.add(failure);
      }
    }
  }
}
