package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.node.NodeException;
import dev.cachebench.scenarios.node.NodePlan;
import dev.cachebench.scenarios.node.ProcessTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine in two JVMs of its own. */
class ProcessTargetIT extends CacheTargetContract {

  private static final String SCENARIO =
      """
      version: 1
      scenario: nodes
      nodes: 2
      origin: {service-time: 1ms}
      keys: {count: 10}
      cache: {l1: {capacity: 100, ttl: 60s}, l2: {ttl: 60s, budget: 2s}, jitter: off}
      targets: {hardened: {preset: hardened, stale-if-error: off}}
      load: {rate: 1/s}
      phases: [{name: only, duration: 1s}]
      """;

  @TempDir Path folder;

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    return create(environment, SCENARIO);
  }

  private ProcessTarget create(TargetEnvironment environment, String scenario) {
    List<String> jvm =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx384m",
            "-cp",
            System.getProperty("java.class.path"));
    try {
      return new ProcessTarget(
          environment,
          new ProcessTarget.Launch(
              jvm,
              folder,
              (node, socket) ->
                  new NodePlan(
                      scenario,
                      "hardened",
                      node,
                      environment.redis(),
                      environment.keyPrefix(),
                      42 + node,
                      List.of(),
                      socket)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessTarget nodes() {
    return (ProcessTarget) target;
  }

  @Test
  void eachNodeIsAProcessThatEndsWithTheTarget() {
    List<ProcessHandle> handles =
        nodes().processes().values().stream()
            .map(id -> ProcessHandle.of(id).orElseThrow())
            .toList();
    assertThat(handles).hasSize(2).allMatch(ProcessHandle::isAlive);

    target.close();

    assertThat(handles).noneMatch(ProcessHandle::isAlive);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aNodeThatIsKilledFailsItsCallsAndLeavesTheOtherAlone() throws Exception {
    long first = nodes().processes().get("node-0");
    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> result(target.get(0, "k")))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NodeException.class)
                    .hasMessageContaining("node-0: its process is gone"));
    assertThat(result(target.get(1, "k")).value()).isNotNull();
  }

  @Test
  void aNodeThatStandsStillHoldsUpNobodyElse() throws Exception {
    signal("STOP", nodes().processes().get("node-0"));
    try {
      List<CompletionStage<Answer>> asked = new ArrayList<>();
      // More than the socket takes, so that the rest must wait on this side.
      for (int i = 0; i < 20_000; i++) {
        asked.add(target.get(0, "k"));
      }
      assertThat(result(target.get(1, "k")).value()).isNotNull();
      assertThat(asked.get(19_999).toCompletableFuture()).isNotDone();

      signal("CONT", nodes().processes().get("node-0"));

      assertThat(result(asked.get(19_999)).value()).isNotNull();
    } finally {
      signal("CONT", nodes().processes().get("node-0"));
    }
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  @Test
  void collectsGarbageForAboutAsLongAsAsked() throws Exception {
    long before = System.nanoTime();
    result(nodes().collect(0, Duration.ofMillis(300)));
    long length = System.nanoTime() - before;

    assertThat(Duration.ofNanos(length)).isGreaterThan(Duration.ofMillis(100));
  }

  @Test
  void aNodeThatCannotBeMadeSaysWhy() {
    String broken =
        SCENARIO.replace("preset: hardened, stale-if-error: off", "class: com.example.Missing");

    assertThatThrownBy(() -> create(environment(), broken))
        .hasMessageContaining("com.example.Missing");
  }
}
