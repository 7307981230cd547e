package dev.cachebench.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose nodes have JVMs of their own, and faults that only such nodes can bear. */
@Timeout(180)
class ProcessNodesIT {

  private static final String SCENARIO =
      """
      version: 1
      scenario: nodes
      nodes: {count: 2, isolation: process}
      origin: {service-time: 2ms}
      keys: {count: 50}
      cache: {l1: {capacity: 100, ttl: 1s}, l2: {ttl: 4s, budget: 500ms}, jitter: off, early-expiry: off}
      targets: {%s}
      load: {rate: 200/s}
      preload: all
      warmup: 1s
      phases: [{name: all, duration: %s}]
      faults:
        - {%s}
      """;

  @TempDir Path directory;

  private final List<ArmFailure> failures = new CopyOnWriteArrayList<>();

  private void run(String targets, String length, String fault) throws IOException {
    var scenario =
        ScenarioReader.read("nodes", SCENARIO.formatted(targets, length, fault), List.of());
    new ScenarioRunner(
            scenario, RealFaultsIT.options(directory), new RealFaultsIT.Listening(failures))
        .run();
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(ProcessHandle.current().descendants())
                    .filteredOn(ProcessHandle::isAlive)
                    .isEmpty());
  }

  private List<RunEvent> events(String target, String name) {
    return JsonLines.read(new RunDirectory(directory).path(RunFile.EVENTS), RunEvent.class)
        .rows()
        .stream()
        .filter(event -> event.event().equals(name) && target.equals(event.target()))
        .toList();
  }

  private List<CountersRow> rows(String target) {
    return JsonLines.read(new RunDirectory(directory).path(RunFile.COUNTERS), CountersRow.class)
        .rows()
        .stream()
        .filter(row -> row.target().equals(target) && row.phase().equals("all"))
        .toList();
  }

  private long count(String target, String word) {
    return rows(target).stream().mapToLong(row -> row.counts().getOrDefault(word, 0L)).sum();
  }

  @Test
  void eachPresetRunsAndAPausedNodeHoldsUpItsOwnCallersOnly() throws IOException {
    String targets =
        "none: {preset: none, role: baseline}, bare: {preset: bare-redis, role: control},"
            + " hardened: {preset: hardened}";

    run(targets, "4s", "fault: pause, on: node-1, at: 1s, for: 2s");

    assertThat(failures).isEmpty();
    for (String target : List.of("none", "bare", "hardened")) {
      assertThat(events(target, "fault-stop"))
          .as(target)
          .singleElement()
          .satisfies(stop -> assertThat(stop.details()).containsEntry("seen", true));
      assertThat(count(target, "get.error")).as(target).isZero();
      assertThat(worstMillis(target, 0)).as(target).isLessThan(1_000);
      assertThat(worstMillis(target, 1)).as(target).isGreaterThan(100);
      assertThat(rows(target).stream().mapToLong(row -> row.sums().getOrDefault("cpu.node-0", 0L)))
          .as(target)
          .anyMatch(nanos -> nanos > 0);
    }
    assertThat(count("none", "get.origin")).isGreaterThan(500);
    assertThat(count("hardened", "get.l1")).isGreaterThan(300);
    assertThat(count("hardened", "wrong-values")).isZero();
  }

  /** Mean response time of the gets of a node, the worst of all seconds, ms. */
  private double worstMillis(String target, int node) {
    return rows(target).stream()
        .filter(row -> row.node() == node)
        .mapToDouble(ProcessNodesIT::meanMillis)
        .max()
        .orElse(0);
  }

  private static double meanMillis(CountersRow row) {
    long nanos =
        row.sums().entrySet().stream()
            .filter(sum -> sum.getKey().startsWith("response-time.get."))
            .mapToLong(sum -> sum.getValue())
            .sum();
    long gets =
        row.counts().entrySet().stream()
            .filter(count -> count.getKey().matches("get\\.(l1|l2|origin|stale|negative|error)"))
            .mapToLong(count -> count.getValue())
            .sum();
    return gets == 0 ? 0 : nanos / 1e6 / gets;
  }

  @Test
  void aNodeCollectsGarbageAgainAndAgain() throws IOException {
    run(
        "hardened: {preset: hardened}",
        "5s",
        "fault: gc-pause, on: node-0, time: 200ms, every: 1500ms, at: 1s, for: 3s");

    assertThat(failures).isEmpty();
    assertThat(events("hardened", "fault-stop"))
        .singleElement()
        .satisfies(stop -> assertThat(stop.details()).containsEntry("seen", true));
    assertThat(count("hardened", "get.error")).isZero();
  }

  @Test
  void aStepOfTheWallClockReachesANodeThatTrustsIt() throws IOException {
    run(
        "reviewed: {preset: reviewed}, hardened: {preset: hardened}",
        "6s",
        "fault: step, on: nodes, by: -2s, at: 1s");

    assertThat(failures).isEmpty();
    assertThat(overrunSeconds("reviewed")).isBetween(1.5, 2.1);
    assertThat(overrunSeconds("hardened")).isLessThan(0.1);
  }

  private double overrunSeconds(String target) {
    Object nanos = events(target, "clock").get(0).details().get("overrun-nanos");
    return ((Number) nanos).doubleValue() / 1e9;
  }
}
