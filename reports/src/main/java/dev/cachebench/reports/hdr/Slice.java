package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.result.CountersRow;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one stretch of a target's timeline, a second as a rule; rounds and nodes added
 * up.
 *
 * <p>Confined to one thread.
 */
public final class Slice {

  /** Two digits are what a chart can show, and a tenth of the memory that three take. */
  private static final int DIGITS = 2;

  private final Map<String, Long> counts = new HashMap<>();
  private @Nullable AbstractHistogram responses;

  Slice() {}

  void add(CountersRow row) {
    row.counts().forEach((key, count) -> counts.merge(key, count, Long::sum));
  }

  void add(Histogram interval) {
    if (responses == null) {
      responses = new IntCountsHistogram(DIGITS);
    }
    responses.add(interval);
  }

  /** Returns a count by its key in {@code counters.jsonl}, 0 when it never appeared. */
  public long count(String key) {
    return counts.getOrDefault(key, 0L);
  }

  /** Returns how many operations of some kinds ended so. */
  public long count(Outcome outcome, Operation... operations) {
    long sum = 0;
    for (Operation operation : operations) {
      sum += count(operation.word() + "." + outcome.word());
    }
    return sum;
  }

  /** Returns how many operations ended, refused ones included. */
  public long operations() {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += count(outcome, Operation.values());
    }
    return sum;
  }

  /** Returns a percentile of the response times, ns; null when nothing was recorded. */
  public @Nullable Double responseTime(double percentile) {
    return responses == null ? null : (double) responses.getValueAtPercentile(percentile);
  }
}
