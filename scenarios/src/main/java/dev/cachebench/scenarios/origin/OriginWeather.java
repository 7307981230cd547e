package dev.cachebench.scenarios.origin;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What faults do to an origin for a while. Draws do not depend on it, so that a load that would
 * have been slow stays the slow one.
 *
 * <p>Safe for use by many threads.
 */
public final class OriginWeather {

  /** As many loads at once as the origin is made for. */
  public static final int USUAL = 0;

  private volatile Slowness slowness = new Slowness(1, 0);
  private final AtomicLong struck = new AtomicLong();
  private volatile double errorRatio;
  private volatile boolean isHanging;
  private volatile int capacity = USUAL;
  private volatile Runnable changed = () -> {};

  private record Slowness(double factor, long addedNanos) {}

  /**
   * Makes later loads slower.
   *
   * @param factor of the service time, greater than 0; 1 is as usual
   * @param added to it afterwards, 0 or more
   */
  public void slow(double factor, Duration added) {
    slowness = new Slowness(factor, added.toNanos());
  }

  /**
   * Makes later loads fail.
   *
   * @param ratio share of those that would not fail anyway, 0 to 1
   */
  public void failing(double ratio) {
    errorRatio = ratio;
  }

  /**
   * Lets no load end, or all again.
   *
   * @param hangs whether loads wait at their end
   */
  public void hang(boolean hangs) {
    isHanging = hangs;
    changed.run();
  }

  /**
   * Sets how many loads work at once.
   *
   * @param concurrency 1 or more, or {@link #USUAL}
   */
  public void capacity(int concurrency) {
    capacity = concurrency;
    changed.run();
  }

  /** Returns how many loads it has changed so far. */
  public long struck() {
    return struck.get();
  }

  /** Notes a load that is not as it would have been. */
  void struckOne() {
    struck.incrementAndGet();
  }

  /** Says who is to hear that loads may begin or end. */
  void listen(Runnable listener) {
    changed = listener;
  }

  boolean isHanging() {
    return isHanging;
  }

  int capacityOr(int usual) {
    return capacity == USUAL ? usual : capacity;
  }

  long serviceNanos(long usual) {
    Slowness now = slowness;
    long nanos = (long) (usual * now.factor()) + now.addedNanos();
    if (nanos != usual) {
      struckOne();
    }
    return nanos;
  }

  double errorRatio() {
    return errorRatio;
  }
}
