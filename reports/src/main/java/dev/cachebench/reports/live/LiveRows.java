package dev.cachebench.reports.live;

import dev.cachebench.reports.hdr.IntervalLine;
import dev.cachebench.reports.render.Plain;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;

/** Adds rows of the run directory to the figures. Confined to one thread at a time. */
final class LiveRows {

  static final String OPERATION = "operation";
  static final String OUTCOME = "outcome";

  private static final double NANOS_PER_SECOND = 1e9;
  private static final String LATE = "late.";
  private static final String CPU = "cpu.";
  private static final String WAIT = "wait.";

  /** By the words of {@code counters.jsonl}; those of operations aside. */
  static final Map<String, LiveFamily> COUNTS =
      Map.ofEntries(
          Map.entry("offered", LiveFamily.OFFERED),
          Map.entry("shed", LiveFamily.SHED),
          Map.entry("refused", LiveFamily.REFUSED),
          Map.entry("get.coalesced", LiveFamily.COALESCED),
          Map.entry("origin.loads", LiveFamily.ORIGIN_LOADS),
          Map.entry("origin.errors", LiveFamily.ORIGIN_ERRORS),
          Map.entry("wrong-values", LiveFamily.WRONG_VALUES),
          Map.entry("stale-reads", LiveFamily.STALE_READS),
          Map.entry("stale-reads-beyond-bound", LiveFamily.STALE_READS_BEYOND_BOUND),
          Map.entry("monotonic-violations", LiveFamily.MONOTONIC_VIOLATIONS),
          Map.entry("lost-writes", LiveFamily.LOST_WRITES),
          Map.entry("lost-invalidations", LiveFamily.LOST_INVALIDATIONS),
          Map.entry("resurrected-deletes", LiveFamily.RESURRECTED_DELETES));

  private static final Map<String, LiveFamily> MAXIMA =
      Map.of(
          "loads-per-key", LiveFamily.LOADS_PER_KEY,
          "concurrent-loads-per-key", LiveFamily.CONCURRENT_LOADS_PER_KEY,
          "staleness-nanos", LiveFamily.STALENESS);

  private static final Map<String, LiveFamily> MACHINE =
      Map.of(
          "paused", LiveFamily.PAUSED,
          "stolen", LiveFamily.STOLEN,
          "throttled", LiveFamily.THROTTLED);

  private final String scenario;
  private final LiveStore store;

  LiveRows(String scenario, LiveStore store) {
    this.scenario = Plain.safe(scenario);
    this.store = store;
  }

  Labels run() {
    return Labels.of("scenario", scenario);
  }

  Labels target(String target) {
    return run().add("target", Plain.safe(target));
  }

  Labels phase(String target, String phase) {
    return target(target).add("phase", Plain.safe(phase));
  }

  void add(CountersRow row) {
    Labels phase = phase(row.target(), row.phase());
    row.counts().forEach((word, count) -> count(phase, word, count));
    for (Operation operation : Operation.values()) {
      for (Outcome outcome : Outcome.values()) {
        operation(row, phase, operation, outcome);
      }
    }
    row.max()
        .forEach(
            (word, value) -> {
              LiveFamily family = MAXIMA.get(word);
              if (family != null) {
                store.raise(family, phase, inUnit(family, value));
              }
            });
    if (row.node() < 0) {
      machine(row);
    }
  }

  private void count(Labels phase, String word, long count) {
    LiveFamily family = COUNTS.get(word);
    if (family != null) {
      store.add(family, phase, (double) count);
    } else if (word.startsWith(LATE)) {
      store.add(LiveFamily.LATE_STARTS, phase.add("cause", after(LATE, word)), (double) count);
    }
  }

  private void operation(CountersRow row, Labels phase, Operation operation, Outcome outcome) {
    String word = operation.word() + "." + outcome.word();
    Long count = row.counts().get(word);
    if (count == null) {
      return;
    }
    Labels cell = cell(phase, operation, outcome);
    store.add(LiveFamily.OPERATIONS, cell, count);
    for (Series series : Series.values()) {
      Long nanos = row.sums().get(series.word() + "." + word);
      if (nanos != null) {
        store.times(series, cell).addSum(nanos);
      }
    }
  }

  static Labels cell(Labels phase, Operation operation, Outcome outcome) {
    return phase.add(OPERATION, operation.word()).add(OUTCOME, outcome.word());
  }

  /** What belongs to no node is told once a second, and a largest value of 0 not at all. */
  private void machine(CountersRow row) {
    Labels target = target(row.target());
    store.set(LiveFamily.IN_FLIGHT, target, row.max().getOrDefault("in-flight", 0L));
    row.sums()
        .forEach(
            (word, nanos) -> {
              double seconds = nanos / NANOS_PER_SECOND;
              LiveFamily family = MACHINE.get(word);
              if (family != null) {
                store.add(family, target, seconds);
              } else if (word.startsWith(CPU)) {
                store.add(LiveFamily.CPU, target.add("role", after(CPU, word)), seconds);
              } else if (word.startsWith(WAIT)) {
                store.add(LiveFamily.CPU_WAIT, target.add("role", after(WAIT, word)), seconds);
              }
            });
  }

  void add(IntervalLine line) {
    Labels phase = phase(line.tag().target(), line.tag().phase());
    Labels cell = cell(phase, line.tag().operation(), line.tag().outcome());
    store.times(line.tag().series(), cell).add(line.histogram());
  }

  private static String after(String prefix, String word) {
    return Plain.safe(word.substring(prefix.length()));
  }

  private static double inUnit(LiveFamily family, long value) {
    return family.kind().isSeconds() ? value / NANOS_PER_SECOND : (double) value;
  }
}
