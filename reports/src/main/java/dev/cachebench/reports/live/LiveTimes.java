package dev.cachebench.reports.live;

import dev.cachebench.reports.export.TimeBuckets;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Times added up in the buckets of the export. Confined to one thread at a time. */
final class LiveTimes {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Upper ends in seconds; the last bucket has none. */
  private static final List<Double> BOUNDS =
      Stream.concat(
              TimeBuckets.BOUNDS_NANOS.stream().map(bound -> bound / NANOS_PER_SECOND),
              Stream.of(Double.POSITIVE_INFINITY))
          .toList();

  private final long[] cumulative = new long[BOUNDS.size()];
  private long sumNanos;

  void add(Histogram interval) {
    long[] more = TimeBuckets.cumulative(interval);
    for (int i = 0; i < more.length; i++) {
      cumulative[i] += more[i];
    }
    cumulative[more.length] += interval.getTotalCount();
  }

  /** Adds to the sum, which comes apart from the counts because it is exact. */
  void addSum(long nanos) {
    sumNanos += nanos;
  }

  HistogramDataPointSnapshot snapshot(Labels labels) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long before = 0;
    for (int i = 0; i < cumulative.length; i++) {
      buckets.bucket(BOUNDS.get(i), cumulative[i] - before);
      before = cumulative[i];
    }
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(buckets.build())
        .sum(sumNanos / NANOS_PER_SECOND)
        .build();
  }
}
