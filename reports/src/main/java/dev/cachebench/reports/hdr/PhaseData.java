package dev.cachebench.reports.hdr;

import dev.cachebench.reports.claim.BatchMean.Batch;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramTag;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Rows and histograms of one target in some phases, rounds and nodes merged: counts and sums added
 * up, largest values kept, histograms added.
 *
 * <p>Safe for use by many threads once built.
 */
public final class PhaseData {

  private final String target;
  private final Set<String> phases;
  private final double seconds;
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, Long> sums = new HashMap<>();
  private final Map<String, Long> maxima = new HashMap<>();
  private final Map<Second, Tally> tallies = new TreeMap<>();
  private final Map<HistogramTag, Histogram> histograms = new HashMap<>();

  private PhaseData(String target, Collection<String> phases, double seconds) {
    this.target = target;
    this.phases = Set.copyOf(phases);
    this.seconds = seconds;
  }

  /** Merges what a run holds of one target in the given phases. */
  public static PhaseData of(RunData run, String target, Collection<String> phases) {
    return of(run, target, phases, round -> true);
  }

  /** Merges what one round of a run holds of one target in the given phases. */
  public static PhaseData ofRound(
      RunData run, String target, Collection<String> phases, int theRound) {
    return of(run, target, phases, round -> round == theRound);
  }

  private static PhaseData of(
      RunData run, String target, Collection<String> phases, IntPredicate rounds) {
    double seconds = MeasuredTime.seconds(run, target, phases, rounds);
    PhaseData data = new PhaseData(target, phases, seconds);
    run.counters().stream()
        .filter(row -> rounds.test(row.round()))
        .filter(data::isMine)
        .forEach(data::add);
    run.histograms()
        .forEach(
            (tag, histogram) -> {
              if (tag.target().equals(target)
                  && data.phases.contains(tag.phase())
                  && rounds.test(tag.round())) {
                data.histograms.put(tag, histogram);
              }
            });
    return data;
  }

  private boolean isMine(CountersRow row) {
    return row.target().equals(target) && phases.contains(row.phase());
  }

  private void add(CountersRow row) {
    row.counts().forEach((key, count) -> counts.merge(key, count, Long::sum));
    row.sums().forEach((key, sum) -> sums.merge(key, sum, Long::sum));
    row.max().forEach((key, max) -> maxima.merge(key, max, Math::max));
    Tally tally =
        tallies.computeIfAbsent(new Second(row.round(), Math.round(row.t())), any -> new Tally());
    row.counts().forEach((key, count) -> tally.counts.merge(key, count, Long::sum));
    row.sums().forEach((key, sum) -> tally.sums.merge(key, sum, Long::sum));
  }

  /** Returns the target's name. */
  public String target() {
    return target;
  }

  /** Returns the measured time, rounds added up. */
  public double seconds() {
    return seconds;
  }

  /** Returns every exact sum by its key in {@code counters.jsonl}, ns. */
  public Map<String, Long> sums() {
    return Collections.unmodifiableMap(sums);
  }

  /** Returns every count by its key in {@code counters.jsonl}. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Returns a count by its key in {@code counters.jsonl}, 0 when it never appeared. */
  public long count(String key) {
    return counts.getOrDefault(key, 0L);
  }

  /** Returns the largest count of a key in one second of one round, 0 when it never appeared. */
  public long busiestSecond(String key) {
    return tallies.values().stream()
        .mapToLong(tally -> tally.counts.getOrDefault(key, 0L))
        .max()
        .orElse(0);
  }

  /** Returns how many operations ended so. */
  public long count(Operation operation, Outcome outcome) {
    return count(operation.word() + "." + outcome.word());
  }

  /** Returns how many gets ended, in whatever outcome. */
  public long lookups() {
    return operations(Operation.GET);
  }

  /** Returns how many operations of that kind ended, in whatever outcome. */
  public long operations(Operation operation) {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += count(operation, outcome);
    }
    return sum;
  }

  /** Returns how many operations ended, refused ones included. */
  public long operations() {
    long sum = 0;
    for (Operation operation : Operation.values()) {
      sum += operations(operation);
    }
    return sum;
  }

  /** Returns a largest value by its key in {@code counters.jsonl}, null when it never appeared. */
  public @Nullable Long maximum(String key) {
    return maxima.get(key);
  }

  /** Returns the exact sum of a series over some operations and outcomes, ns. */
  public double sum(Series series, Predicate<HistogramTag> which) {
    double sum = 0;
    for (Operation operation : Operation.values()) {
      for (Outcome outcome : Outcome.values()) {
        if (which.test(new HistogramTag(target, 0, "", operation, outcome, series))) {
          String key = series.word() + "." + operation.word() + "." + outcome.word();
          sum += sums.getOrDefault(key, 0L);
        }
      }
    }
    return sum;
  }

  /** Returns the merged histogram of a series, ns; null when nothing was recorded. */
  public @Nullable Histogram histogram(Series series, Predicate<HistogramTag> which) {
    Histogram merged = null;
    for (Map.Entry<HistogramTag, Histogram> entry : histograms.entrySet()) {
      if (entry.getKey().series() == series && which.test(entry.getKey())) {
        merged = merged == null ? HistogramLog.emptyLike(entry.getValue()) : merged;
        merged.add(entry.getValue());
      }
    }
    return merged == null || merged.getTotalCount() == 0 ? null : merged;
  }

  /** Returns the rounds of which there are rows. */
  public SortedSet<Integer> rounds() {
    SortedSet<Integer> rounds = new TreeSet<>();
    tallies.keySet().forEach(second -> rounds.add(second.round()));
    return rounds;
  }

  /** Returns count and response-time sum of some gets for each second and round. */
  public List<Batch> batches(Collection<Outcome> outcomes) {
    return tallies.values().stream().map(tally -> tally.batch(outcomes)).toList();
  }

  /** Returns count and response-time sum of all operations for each second and round. */
  public List<Batch> batches() {
    return tallies.values().stream().map(Tally::batch).toList();
  }

  /** Returns count and response-time sum of some gets for each second of a round. */
  public List<Batch> batches(Collection<Outcome> outcomes, int round) {
    return tallies.entrySet().stream()
        .filter(second -> second.getKey().round() == round)
        .map(second -> second.getValue().batch(outcomes))
        .toList();
  }

  private record Second(int round, long second) implements Comparable<Second> {
    @Override
    public int compareTo(Second other) {
      int byRound = Integer.compare(round, other.round);
      return byRound != 0 ? byRound : Long.compare(second, other.second);
    }
  }

  private static final class Tally {
    final Map<String, Long> counts = new HashMap<>();
    final Map<String, Long> sums = new HashMap<>();

    Batch batch() {
      long count = 0;
      double sum = 0;
      for (Operation operation : Operation.values()) {
        for (Outcome outcome : Outcome.values()) {
          String key = operation.word() + "." + outcome.word();
          Long nanos = sums.get(Series.RESPONSE_TIME.word() + "." + key);
          count += nanos == null ? 0 : counts.getOrDefault(key, 0L);
          sum += nanos == null ? 0 : nanos;
        }
      }
      return new Batch(count, sum);
    }

    Batch batch(Collection<Outcome> outcomes) {
      long count = 0;
      double sum = 0;
      for (Outcome outcome : outcomes) {
        String key = Operation.GET.word() + "." + outcome.word();
        count += counts.getOrDefault(key, 0L);
        sum += sums.getOrDefault(Series.RESPONSE_TIME.word() + "." + key, 0L);
      }
      return new Batch(count, sum);
    }
  }
}
