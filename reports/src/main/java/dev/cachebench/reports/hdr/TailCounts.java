package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.HistogramTag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How many response times of each second lie beyond the percentiles of their phase: what tells how
 * much such a percentile scatters, since slow answers come in bursts.
 *
 * <p>Safe for use by many threads once built.
 */
public final class TailCounts {

  private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

  private final Map<Phase, Map<Second, long[]>> counts = new HashMap<>();

  private TailCounts() {}

  /**
   * Answers of one second.
   *
   * @param beyond those above the percentile
   * @param all all of them
   */
  public record Tail(long beyond, long all) {}

  private record Phase(String target, String phase) {}

  private record Second(int round, double end) implements Comparable<Second> {
    @Override
    public int compareTo(Second other) {
      int byRound = Integer.compare(round, other.round);
      return byRound != 0 ? byRound : Double.compare(end, other.end);
    }
  }

  /** Returns counts of nothing. */
  public static TailCounts none() {
    return new TailCounts();
  }

  /**
   * Reads a log that was read before.
   *
   * @param merged its intervals by tag
   */
  static TailCounts count(Path log, Map<HistogramTag, Histogram> merged) {
    Map<Phase, Histogram> whole = new HashMap<>();
    merged.forEach(
        (tag, histogram) -> {
          if (tag.series() == Series.RESPONSE_TIME) {
            whole
                .computeIfAbsent(phase(tag), any -> HistogramLog.emptyLike(histogram))
                .add(histogram);
          }
        });
    Map<Phase, long[]> thresholds = new HashMap<>();
    whole.forEach(
        (phase, histogram) ->
            thresholds.put(
                phase, PERCENTILES.stream().mapToLong(histogram::getValueAtPercentile).toArray()));
    TailCounts tails = new TailCounts();
    HistogramLog.scan(
        log,
        (tag, start, end, interval) -> {
          long[] limits = thresholds.get(phase(tag));
          if (tag.series() == Series.RESPONSE_TIME && limits != null) {
            tails.add(tag, end, interval, limits);
          }
        });
    return tails;
  }

  private static Phase phase(HistogramTag tag) {
    return new Phase(tag.target(), tag.phase());
  }

  private void add(HistogramTag tag, double end, Histogram interval, long[] limits) {
    long[] second =
        counts
            .computeIfAbsent(phase(tag), any -> new TreeMap<>())
            .computeIfAbsent(new Second(tag.round(), end), any -> new long[limits.length + 1]);
    for (int i = 0; i < limits.length; i++) {
      long upTo = interval.getCountBetweenValues(0, limits[i]);
      second[i] += interval.getTotalCount() - upTo;
    }
    second[limits.length] += interval.getTotalCount();
  }

  /**
   * Returns the seconds of a phase; empty when it was not counted.
   *
   * @param percentile one of 50, 90, 99, 99.9, 99.99
   */
  public List<Tail> of(String target, String phase, double percentile) {
    int at = PERCENTILES.indexOf(percentile);
    List<Tail> tails = new ArrayList<>();
    counts
        .getOrDefault(new Phase(target, phase), Map.of())
        .values()
        .forEach(second -> tails.add(new Tail(second[at], second[PERCENTILES.size()])));
    return tails;
  }
}
