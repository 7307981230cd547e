package dev.cachebench.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.FakeTime;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are moved while a scenario runs, seen in what the run directory says. */
class ClockFaultsIT {

  private static final String SCENARIO =
      """
      version: 1
      scenario: clocks
      nodes: 2
      origin: {service-time: 2ms}
      keys: {count: %d}
      cache: {l1: {capacity: 100, ttl: 1s}, l2: {ttl: %s}, jitter: off, early-expiry: off}
      targets: {reviewed: {preset: reviewed, role: control}, hardened: {preset: hardened}}
      load: {rate: 300/s}
      preload: all
      warmup: 1s
      phases: [{name: all, duration: %s}]
      faults:
      %s
      """;

  @TempDir Path directory;

  private void run(String length, String... faults) throws IOException {
    run(50, "4s", length, faults);
  }

  private void run(int keys, String ttl, String length, String... faults) throws IOException {
    String lines = "  - {" + String.join("}\n  - {", faults) + "}";
    String text = SCENARIO.formatted(keys, ttl, length, lines);
    var scenario = ScenarioReader.read("clocks", text, List.of());

    List<ArmFailure> failures = new CopyOnWriteArrayList<>();
    var listener = new RealFaultsIT.Listening(failures);

    assertThat(new ScenarioRunner(scenario, RealFaultsIT.options(directory), listener).run())
        .isTrue();
    assertThat(failures).isEmpty();
  }

  private RunEvent move(String target, int index) {
    return JsonLines.read(new RunDirectory(directory).path(RunFile.EVENTS), RunEvent.class)
        .rows()
        .stream()
        .filter(event -> event.event().equals("clock") && target.equals(event.target()))
        .toList()
        .get(index);
  }

  private double seconds(String target, int index, String key) {
    return ((Number) move(target, index).details().get(key)).doubleValue() / 1e9;
  }

  @Test
  void nodesThatTrustTheWallClockAreMisledAndTheOthersAreNot() throws IOException {
    run("8s", "fault: step, on: nodes, by: -2s, at: 1s", "fault: step, on: nodes, by: 2s, at: 6s");

    assertThat(seconds("reviewed", 0, "overrun-nanos")).isBetween(1.5, 2.1);
    assertThat(seconds("reviewed", 1, "early-nanos")).isBetween(0.5, 1.0);
    assertThat(seconds("hardened", 0, "overrun-nanos")).isZero();
    assertThat(seconds("hardened", 1, "early-nanos")).isLessThan(0.01);
  }

  @Test
  void aSkewOfOneNodeIsTakenBackAtItsEnd() throws IOException {
    run("5s", "fault: skew, on: node-1, by: -2s, at: 1s, for: 3s");

    assertThat(move("reviewed", 0).details()).containsEntry("on", "node-1");
    assertThat(seconds("reviewed", 0, "overrun-nanos")).isBetween(1.0, 2.1);
    assertThat(seconds("reviewed", 1, "by-nanos")).isEqualTo(2);
  }

  @Test
  void redisEndsEntriesWhenItsOwnClockIsSetForward() throws IOException {
    needsFakeTime();
    run("4s", "fault: step, on: redis, by: 1h, at: 2s");

    assertThat(expiredEarly()).containsOnly(1.0);
  }

  /** Ages are uniform, so that a sixth of the entries have 10 s or less of their 60 s left. */
  @Test
  void redisEndsTheShareOfEntriesThatHadNoMoreLeft() throws IOException {
    needsFakeTime();
    run(5_000, "60s", "2s", "fault: step, on: redis, by: 10s, at: 1s");

    assertThat(expiredEarly())
        .allSatisfy(share -> assertThat(share).isCloseTo(1 / 6.0, within(0.02)));
  }

  private static void needsFakeTime() throws IOException {
    try {
      FakeTime.installed();
    } catch (EnvironmentException e) {
      System.out.println("SKIPPED ClockFaultsIT: " + e.getMessage() + "; " + e.hint());
      abort(e.getMessage());
    }
  }

  /** Returns for each target which share of the live keys the first move ended. */
  private List<Double> expiredEarly() {
    return Stream.of("reviewed", "hardened")
        .map(target -> move(target, 0).details())
        .map(
            details -> {
              double keys = ((Number) details.get("keys")).doubleValue();
              assertThat(keys).isGreaterThan(20);
              return ((Number) details.get("expired-early")).doubleValue() / keys;
            })
        .toList();
  }
}
