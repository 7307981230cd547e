package dev.cachebench.reports.judge.fault;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.SecondTimes;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What callers of one arm saw second by second, from the first phase on. */
public final class ArmSeconds {

  private static final double SAME = 0.02;

  /**
   * One second of an arm.
   *
   * @param start seconds on the run's clock
   * @param end seconds on the run's clock
   * @param gets gets that were answered in it
   * @param hits of these, served from a cache
   * @param loads loads that reached the origin
   * @param p99 99th percentile of the response times, ns; 0 when nothing was answered
   */
  public record Second(double start, double end, long gets, long hits, long loads, long p99) {

    double length() {
      return end - start;
    }
  }

  private ArmSeconds() {}

  /** Returns the whole seconds of an arm in their order. */
  public static List<Second> of(RunData run, String target, int round) {
    double from =
        run.events("phase-start", target)
            .filter(event -> event.round() == round && !Scenario.WARMUP.equals(event.phase()))
            .mapToDouble(RunEvent::t)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    NavigableMap<Double, Tally> rows = rows(run, target, round);
    List<Second> seconds = new ArrayList<>();
    double start = from;
    for (Map.Entry<Double, Tally> row : rows.tailMap(from + SAME, true).entrySet()) {
      Tally tally = row.getValue();
      double end = row.getKey();
      long p99 = p99(run, target, round, end);
      seconds.add(new Second(start, end, tally.gets, tally.hits, tally.loads, p99));
      start = end;
    }
    return seconds;
  }

  private static NavigableMap<Double, Tally> rows(RunData run, String target, int round) {
    NavigableMap<Double, Tally> rows = new TreeMap<>();
    for (CountersRow row : run.counters()) {
      if (row.target().equals(target) && row.round() == round) {
        rows.computeIfAbsent(row.t(), any -> new Tally()).add(row);
      }
    }
    return rows;
  }

  private static long p99(RunData run, String target, int round, double end) {
    for (SecondTimes second : run.seconds()) {
      if (second.round() == round
          && Math.abs(second.end() - end) < SAME
          && second.target().equals(target)) {
        return second.p99();
      }
    }
    return 0;
  }

  private static final class Tally {

    private long gets;
    private long hits;
    private long loads;

    void add(CountersRow row) {
      for (Outcome outcome : Outcome.values()) {
        long count = row.counts().getOrDefault(Operation.GET.word() + "." + outcome.word(), 0L);
        gets += count;
        hits += outcome.isHit() ? count : 0;
      }
      loads += row.counts().getOrDefault("origin.loads", 0L);
    }
  }
}
