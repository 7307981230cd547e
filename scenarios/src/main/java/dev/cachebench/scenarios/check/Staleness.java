package dev.cachebench.scenarios.check;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * Staleness of the answers of one phase; the many that are current are only counted.
 *
 * <p>Safe for use by many threads.
 */
final class Staleness {

  private static final int DIGITS = 3;

  private final LongAdder current = new LongAdder();
  private final Histogram stale = new Histogram(DIGITS);

  void recordCurrent() {
    current.increment();
  }

  void recordStale(long nanos) {
    synchronized (stale) {
      stale.recordValue(nanos);
    }
  }

  /** Returns the distribution over all answers, ns; 0 stands for current. */
  Histogram snapshot() {
    Histogram copy;
    synchronized (stale) {
      copy = stale.copy();
    }
    long zeros = current.sum();
    if (zeros > 0) {
      copy.recordValueWithCount(0, zeros);
    }
    return copy;
  }
}
