package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.check.Truth;
import dev.cachebench.scenarios.history.Defect;
import dev.cachebench.scenarios.history.Ending;
import dev.cachebench.scenarios.history.Finding;
import dev.cachebench.scenarios.history.HistoryChecker;
import dev.cachebench.scenarios.history.HistoryEntry;
import dev.cachebench.scenarios.history.HistoryFiles;
import dev.cachebench.scenarios.history.HistoryLog;
import dev.cachebench.scenarios.history.HistoryWriter;
import dev.cachebench.scenarios.history.WitnessText;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.HistoryConfig;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunSink;
import dev.cachebench.scenarios.result.Violation;
import dev.cachebench.scenarios.workload.KeyNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The history of an arm: kept while it runs, checked when its load has ended. */
final class ArmHistory implements AutoCloseable {

  private static final double NANOS = 1e9;

  private final ArmPlan plan;
  private final KeyNames names;
  private final HistoryFiles files;
  private final @Nullable HistoryWriter writer;

  ArmHistory(ArmPlan plan, HistoryConfig config, KeyNames names) {
    this.plan = plan;
    this.names = names;
    this.files = new HistoryFiles(Path.of(plan.history()), plan.target(), plan.round());
    this.writer = config.enabled() ? new HistoryWriter(files, config.operations()) : null;
  }

  /** Returns what takes the operations. */
  HistoryLog log() {
    return writer == null ? HistoryLog.OFF : writer;
  }

  /** Notes the keys that the origin does not have from the start. */
  void begin(Truth truth) {
    for (int key = 0; log().isOn() && key < names.count(); key++) {
      long removal = truth.latestRemoval(key);
      if (removal > 0) {
        long nanos = truth.supersededAtNanos(key, removal - 1);
        log()
            .add(
                new HistoryEntry(
                    key, -1, 0, Operation.DELETE, Ending.OK, Outcome.OK, removal, nanos, nanos));
      }
    }
  }

  /**
   * Ends the history, checks it, and writes what was found.
   *
   * @param boundNanos what the target promises about staleness
   * @param phases names of the phases, the warm-up first, by their indexes
   */
  void check(OptionalLong boundNanos, List<String> phases, RunClock clock, RunSink sink) {
    HistoryWriter kept = writer;
    if (kept == null) {
      return;
    }
    kept.close();
    double start = clock.seconds();
    String cut = kept.cut();
    HistoryChecker.Result result =
        new HistoryChecker(files, boundNanos.orElse(Long.MAX_VALUE), cut != null).check();
    counts(result)
        .forEach(
            (place, counts) ->
                sink.counters(
                    new CountersRow(
                        start,
                        plan.round(),
                        plan.target(),
                        place.node(),
                        phases.get(place.phase()),
                        counts,
                        Map.of(),
                        Map.of())));
    result.kept().stream()
        .filter(finding -> finding.defect().isOfHistory())
        .forEach(finding -> sink.violation(violation(finding, phases)));
    sink.event(
        new RunEvent(
            start,
            plan.round(),
            plan.target(),
            "history",
            null,
            details(result, cut, clock.seconds() - start)));
  }

  /** Where counts belong. */
  private record Place(int phase, int node) {}

  /** What is counted as answers come is not counted again. */
  private static Map<Place, Map<String, Long>> counts(HistoryChecker.Result result) {
    Map<Place, Map<String, Long>> counts = new LinkedHashMap<>();
    result
        .counts()
        .forEach(
            (place, count) -> {
              if (place.defect().isOfHistory()) {
                counts
                    .computeIfAbsent(
                        new Place(place.phase(), place.node()), any -> new LinkedHashMap<>())
                    .put(place.defect().word(), count);
              }
            });
    return counts;
  }

  private Violation violation(Finding finding, List<String> phases) {
    HistoryEntry answer = finding.answer();
    return new Violation(
        answer.endedNanos() / NANOS,
        plan.round(),
        plan.target(),
        answer.node(),
        phases.get(answer.phase()),
        finding.defect().kind(),
        names.name(answer.key()),
        WitnessText.of(names, finding));
  }

  private Map<String, Object> details(
      HistoryChecker.Result result, @Nullable String cut, double seconds) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("operations", result.entries());
    details.put("segments", files.segments().size());
    details.put("check-seconds", seconds);
    details.put("cut", cut == null ? "" : cut);
    for (Defect defect : Defect.values()) {
      details.put(defect.word(), result.count(defect));
    }
    return details;
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
