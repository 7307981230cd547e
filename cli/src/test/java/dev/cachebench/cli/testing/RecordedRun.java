package dev.cachebench.cli.testing;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramLines;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.result.RunWriter;
import dev.cachebench.scenarios.result.Violation;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A small run directory that has a line of every kind: two targets, two phases, an outage. */
public final class RecordedRun {

  private static final String SCENARIO =
      """
      version: 1
      scenario: recorded
      question: What does a report make of damage?
      answer: "{hardened.outage.error-ratio} failed, {hardened.recovery-time}."
      proxy: embedded
      origin: {service-time: 20ms}
      keys: {count: 100}
      targets:
        none: {preset: none, role: baseline}
        hardened: {preset: hardened}
      load: {rate: 100/s}
      phases: [{name: steady, duration: 4s}, {name: outage, duration: 4s}]
      faults: [{fault: down, on: redis, during: outage}]
      gates:
        - {require: error-ratio == 0}
        - {require: hit-ratio < 50%}
        - {phase: steady, require: origin-rate < none * 0.5}
        - {phase: outage, require: response-time.p50 < 250ms}
        - {require: speedup.mean > 2x}
      claims:
        - {claim: 3x, measured: {target: hardened, baseline: none, phase: steady}}
      """;
  private static final int PER_SECOND = 100;

  private final RunWriter writer;
  private final double slower;
  private double clock;

  private RecordedRun(RunWriter writer, double slower) {
    this.writer = writer;
    this.slower = slower;
  }

  /** Writes it. */
  public static void write(Path directory) throws IOException {
    write(directory, 1);
  }

  /**
   * Writes it with longer times.
   *
   * @param slower by which factor
   */
  public static void write(Path directory, double slower) throws IOException {
    Files.createDirectories(directory);
    Scenario scenario = ScenarioReader.read("recorded", SCENARIO, List.of());
    try (RunWriter writer = new RunWriter(new RunDirectory(directory), 1_700_000_000)) {
      writer.write(RunFile.SCENARIO, ScenarioWriter.write(scenario));
      writer.write(
          RunFile.ENVIRONMENT,
          JsonLines.encode(Map.of("cores", 2, "java", "17", "flags", List.of("-Xmx1g"))) + "\n");
      RecordedRun run = new RecordedRun(writer, slower);
      run.event(null, "run-start", null, Map.of("seed", 42, "scenario", "recorded"));
      scenario.targets().forEach(run::arm);
      run.event(null, "run-end", null, Map.of("status", "complete"));
    }
  }

  private void arm(TargetConfig config) {
    String target = config.name();
    Outcome outcome = target.equals("none") ? Outcome.ORIGIN : Outcome.L1;
    event(target, "arm-start", null, Map.of("redis", "redis 7.0.15", "bound-nanos", 5_000_000));
    event(target, "preflight", null, Map.of("cost-nanos", 500.5, "rate", 100.0));
    for (String phase : List.of("warmup", "steady", "outage")) {
      event(target, "phase-start", phase, Map.of());
      if (phase.equals("outage")) {
        event(target, "fault-start", phase, Map.of("fault", "down", "index", 0));
        event(target, "breaker", phase, Map.of("node", 0, "state", "open"));
      }
      for (int i = 0; i < (phase.equals("warmup") ? 1 : 4); i++) {
        second(target, phase, outcome);
      }
      if (phase.equals("outage")) {
        event(target, "fault-stop", phase, Map.of("fault", "down", "index", 0));
      }
      event(target, "phase-end", phase, Map.of());
    }
    writer.append(
        RunFile.VIOLATIONS,
        JsonLines.encode(
            new Violation(clock, 1, target, 0, "steady", "wrong-key", "key-1", "was answered")));
    event(target, "generator", "steady", Map.of("lag-p99-nanos", 100_000, "lag-max-nanos", 2e6));
    event(
        target, "arm-end", null, Map.of("status", "complete", "slots", 900, "schedule-hash", "a"));
  }

  private void second(String target, String phase, Outcome outcome) {
    clock++;
    long nanos = Math.round(slower * (outcome == Outcome.L1 ? 100_000 : 20_000_000));
    long count = PER_SECOND;
    String word = "get." + outcome.word();
    Map<String, Long> counts =
        Map.of("offered", count, word, count, "origin.loads", outcome == Outcome.L1 ? 0 : count);
    Map<String, Long> sums =
        Map.of(
            "response-time." + word, nanos * count,
            "service-time." + word, nanos * count,
            "schedule-lag." + word, 50_000 * count);
    row(new CountersRow(clock, 1, target, 0, phase, counts, sums, Map.of("keys", 3L)));
    row(
        new CountersRow(
            clock, 1, target, -1, phase, Map.of(), Map.of("cpu.machine", 400_000_000L), Map.of()));
    for (Series series : Series.values()) {
      Histogram histogram = new Histogram(3);
      histogram.recordValueWithCount(series == Series.SCHEDULE_LAG ? 50_000 : nanos, count);
      HistogramTag tag = new HistogramTag(target, 1, phase, Operation.GET, outcome, series);
      writer.append(RunFile.INTERVALS, new HistogramLines().line(tag, histogram, clock - 1, 1));
    }
  }

  private void row(CountersRow row) {
    writer.append(RunFile.COUNTERS, JsonLines.encode(row));
  }

  private void event(
      @Nullable String target, String event, @Nullable String phase, Map<String, Object> details) {
    writer.event(new RunEvent(clock, target == null ? 0 : 1, target, event, phase, details));
  }
}
