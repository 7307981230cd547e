package dev.cachebench.reports.export;

import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * The buckets of exported times: 1, 2 and 5 times each power of ten from 1 µs to 50 s, the same in
 * every run, so that runs can be added up.
 */
public final class TimeBuckets {

  /** Upper ends, ns, growing; what is longer is in the bucket without end. */
  public static final List<Long> BOUNDS_NANOS =
      LongStream.iterate(1_000, bound -> bound <= 10_000_000_000L, b -> b * 10)
          .flatMap(decade -> LongStream.of(decade, 2 * decade, 5 * decade))
          .boxed()
          .toList();

  private TimeBuckets() {}

  /**
   * Returns how many times are no longer than each bound.
   *
   * @param histogram ns
   * @return one number for each of {@link #BOUNDS_NANOS}, exact to the histogram's precision
   */
  public static long[] cumulative(Histogram histogram) {
    return BOUNDS_NANOS.stream()
        .mapToLong(bound -> histogram.getCountBetweenValues(0, bound))
        .toArray();
  }
}
