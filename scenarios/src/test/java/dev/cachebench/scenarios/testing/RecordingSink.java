package dev.cachebench.scenarios.testing;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunSink;
import dev.cachebench.scenarios.result.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** Keeps every row for assertions. */
public final class RecordingSink implements RunSink {

  private final Map<HistogramTag, Histogram> histograms = new LinkedHashMap<>();
  private final List<CountersRow> rows = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  @Override
  public void histogram(
      HistogramTag tag, Histogram interval, double startSeconds, double lengthSeconds) {
    histograms.computeIfAbsent(tag, same -> new Histogram(3)).add(interval);
  }

  @Override
  public void counters(CountersRow row) {
    rows.add(row);
  }

  @Override
  public void event(RunEvent event) {
    events.add(event);
  }

  @Override
  public void violation(Violation violation) {
    violations.add(violation);
  }

  /** Returns everything recorded in a phase for one tag, merged; empty when nothing was. */
  public Histogram histogram(String phase, Operation operation, Outcome outcome, Series series) {
    return histogram(
        phase, series, tag -> tag.operation() == operation && tag.outcome() == outcome);
  }

  /** Returns everything recorded in a phase for some tags, merged; empty when nothing was. */
  public Histogram histogram(String phase, Series series, Predicate<HistogramTag> which) {
    Histogram merged = new Histogram(3);
    histograms.forEach(
        (tag, histogram) -> {
          if (tag.phase().equals(phase) && tag.series() == series && which.test(tag)) {
            merged.add(histogram);
          }
        });
    return merged;
  }

  /** Returns the sum of a count over a phase; an empty phase is all of them. */
  public long count(String phase, String word) {
    return rows.stream()
        .filter(row -> phase.isEmpty() || row.phase().equals(phase))
        .mapToLong(row -> row.counts().getOrDefault(word, 0L))
        .sum();
  }

  /** Returns an exact sum over a phase, ns. */
  public long sum(String phase, String word) {
    return rows.stream()
        .filter(row -> row.phase().equals(phase))
        .mapToLong(row -> row.sums().getOrDefault(word, 0L))
        .sum();
  }

  /** Returns the largest of a figure. */
  public long max(String word) {
    return rows.stream().mapToLong(row -> row.max().getOrDefault(word, 0L)).max().orElse(0);
  }

  public List<CountersRow> rows() {
    return rows;
  }

  public List<RunEvent> events() {
    return events;
  }

  /** Returns the events of that name. */
  public List<RunEvent> events(String name) {
    return events.stream().filter(event -> event.event().equals(name)).toList();
  }

  public List<Violation> violations() {
    return violations;
  }
}
