package dev.cachebench.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.history.HistoryEntry;
import dev.cachebench.scenarios.history.HistoryFiles;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that keeps its history, and what is found in it. */
@Timeout(120)
class HistoryIT {

  private static final String SCENARIO =
      """
      version: 1
      scenario: history
      nodes: 2
      proxy: embedded
      origin: {service-time: 2ms}
      keys: {count: 20, absent: 0.1}
      operations: {get: 70, put: 10, update: 10, delete: 10}
      cache: {l1: {capacity: 100, ttl: 500ms}, l2: {ttl: 20s, budget: 500ms}}
      targets: {hardened: {preset: hardened}}
      load: {rate: 300/s}
      warmup: 1s
      phases: [{name: steady, duration: 4s}]
      history: %s
      """;

  @TempDir Path directory;

  private void run(String history) throws IOException {
    var scenario = ScenarioReader.read("x", SCENARIO.formatted(history), List.of());
    List<ArmFailure> failures = new CopyOnWriteArrayList<>();
    new ScenarioRunner(
            scenario, RealFaultsIT.options(directory), new RealFaultsIT.Listening(failures))
        .run();
    assertThat(failures).isEmpty();
  }

  private Path file(RunFile file) {
    return new RunDirectory(directory).path(file);
  }

  private List<HistoryEntry> entries() {
    List<HistoryEntry> entries = new ArrayList<>();
    new HistoryFiles(file(RunFile.HISTORY), "hardened", 1).forEach(entries::add);
    return entries;
  }

  private Map<String, Object> said() {
    return JsonLines.read(file(RunFile.EVENTS), RunEvent.class).rows().stream()
        .filter(event -> event.event().equals("history"))
        .map(RunEvent::details)
        .findFirst()
        .orElseThrow();
  }

  private long count(String word) {
    return JsonLines.read(file(RunFile.COUNTERS), CountersRow.class).rows().stream()
        .mapToLong(row -> row.counts().getOrDefault(word, 0L))
        .sum();
  }

  @Test
  void keepsEveryOperationAndAgreesWithWhatWasSeenAtTheTime() throws IOException {
    run("on");

    List<HistoryEntry> entries = entries();
    assertThat(said())
        .containsEntry("operations", entries.size())
        .containsEntry("cut", "")
        .containsEntry("wrong-values", 0);
    assertThat(entries.stream().filter(entry -> entry.node() >= 0).count())
        .isEqualTo(count("offered") - count("shed") - count("refused"));
    assertThat(entries)
        .anyMatch(entry -> entry.node() < 0 && entry.operation() == Operation.DELETE)
        .anyMatch(entry -> entry.version() > 2)
        .allMatch(entry -> entry.endedNanos() >= entry.invokedNanos());
    assertThat(((Number) said().get("monotonic-violations")).longValue())
        .isEqualTo(count("monotonic-violations"));
    assertThat(((Number) said().get("lost-writes")).longValue()).isEqualTo(count("lost-writes"));
  }

  @Test
  void endsAtItsLimit() throws IOException {
    run("{operations: 100}");

    assertThat(entries()).hasSize(100);
    assertThat(said()).containsEntry("cut", "it has reached its limit of 100 operations");
  }

  @Test
  void keepsNothingUnlessItIsAskedTo() throws IOException {
    run("off");

    assertThat(file(RunFile.HISTORY)).doesNotExist();
  }
}
