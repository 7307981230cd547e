package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.check.ConsistencyChecker;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunSink;
import dev.cachebench.scenarios.workload.PhaseSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Reports one phase of an arm from its start until its last call ended. Confined to one thread. */
final class PhaseReport {

  private static final int DIGITS = 3;
  private static final long LATE_NANOS = 1_000_000;

  private final PhaseSpan phase;
  private final DriverSettings settings;
  private final Recorders recorders;
  private final ConsistencyChecker checker;
  private final RunSink sink;
  private final PhaseRows rows;
  private final Histogram lag = new Histogram(DIGITS);
  private final Histogram[] bySeries = {
    new Histogram(DIGITS), new Histogram(DIGITS), new Histogram(DIGITS)
  };
  private boolean isStarted;

  PhaseReport(PhaseSpan phase, LoadDriver driver, RunSink sink) {
    this.phase = phase;
    this.settings = driver.settings();
    this.recorders = driver.recorders();
    this.checker = driver.under().checker();
    this.sink = sink;
    this.rows = new PhaseRows(recorders, checker, phase.index(), driver.under().nodes());
  }

  PhaseSpan phase() {
    return phase;
  }

  boolean isStarted() {
    return isStarted;
  }

  long startNanos() {
    return settings.startNanos() + phase.startNanos();
  }

  long endNanos() {
    return settings.startNanos() + phase.endNanos();
  }

  void start() {
    isStarted = true;
    sink.event(event("phase-start", startNanos(), Map.of()));
  }

  /** Writes what was added between two points in time. */
  void collect(long fromNanos, long toNanos, IntervalTally tally) {
    for (PhaseRows.Added added : rows.take()) {
      sink.counters(row(added.node(), toNanos, added.counts(), added.sums(), Map.of()));
    }
    for (int cell = 0; cell < Cell.ALL.size(); cell++) {
      histograms(cell, fromNanos, toNanos, tally);
    }
  }

  private void histograms(int cell, long fromNanos, long toNanos, IntervalTally tally) {
    int number = cell;
    recorders.each(phase.index(), recorder -> recorder.drain(number, bySeries));
    Cell named = Cell.ALL.get(cell);
    for (int i = 0; i < bySeries.length; i++) {
      Histogram interval = bySeries[i];
      if (interval.getTotalCount() == 0) {
        continue;
      }
      Series series = Cell.SERIES.get(i);
      if (series == Series.RESPONSE_TIME) {
        tally.add(named.outcome(), interval);
      } else if (series == Series.SCHEDULE_LAG) {
        lag.add(interval);
      }
      sink.histogram(tag(named, series), interval, fromNanos / 1e9, (toNanos - fromNanos) / 1e9);
      interval.reset();
    }
  }

  private HistogramTag tag(Cell cell, Series series) {
    return new HistogramTag(
        settings.target(),
        settings.round(),
        phase.name(),
        cell.operation(),
        cell.outcome(),
        cell.isCoalesced(),
        series);
  }

  CountersRow row(
      int node,
      long nanos,
      Map<String, Long> counts,
      Map<String, Long> sums,
      Map<String, Long> max) {
    return new CountersRow(
        nanos / 1e9, settings.round(), settings.target(), node, phase.name(), counts, sums, max);
  }

  /** Ends the report of a phase in which nothing will be recorded any more. */
  void end(long nowNanos) {
    long end = Math.min(nowNanos, endNanos());
    if (lag.getTotalCount() > 0) {
      sink.event(event("generator", end, lagDetails()));
    }
    sink.event(event("phase-end", end, stalenessDetails()));
    recorders.drop(phase.index());
  }

  private Map<String, Object> lagDetails() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("lag-p99-nanos", lag.getValueAtPercentile(99));
    details.put("lag-max-nanos", lag.getMaxValue());
    details.put("late", lag.getCountBetweenValues(LATE_NANOS, Long.MAX_VALUE));
    details.put("slots", lag.getTotalCount());
    return details;
  }

  private Map<String, Object> stalenessDetails() {
    Map<String, Object> details = new LinkedHashMap<>();
    Histogram staleness = checker.staleness(phase.index());
    if (staleness.getMaxValue() > 0) {
      details.put("staleness-p50-nanos", staleness.getValueAtPercentile(50));
      details.put("staleness-p90-nanos", staleness.getValueAtPercentile(90));
      details.put("staleness-p99-nanos", staleness.getValueAtPercentile(99));
      details.put("staleness-p99.9-nanos", staleness.getValueAtPercentile(99.9));
      details.put("staleness-max-nanos", staleness.getMaxValue());
      details.put("staleness-reads", staleness.getTotalCount());
    }
    return details;
  }

  private RunEvent event(String name, long nanos, Map<String, Object> details) {
    return new RunEvent(
        nanos / 1e9, settings.round(), settings.target(), name, phase.name(), details);
  }
}
