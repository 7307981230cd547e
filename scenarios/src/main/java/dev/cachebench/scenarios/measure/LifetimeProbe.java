package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.Outcome;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Measures from outside how long L1 keeps what it was given, against the time to live that it was
 * configured with: on the run's monotonic clock, whatever clock the cache believes in.
 *
 * <p>An answer from L2 or the origin fills L1 at a moment between the call and its answer. An L1
 * hit that was asked for more than a time to live after the answer is an overrun; an answer from
 * elsewhere that came less than a time to live after the call is an early expiry. Both are thus
 * lower bounds, short by the time of a load. Where it cannot be told what L1 holds (after a write,
 * an error, a stale answer, or while another call of the same node and key is open), nothing is
 * measured. Early expiry is measured only where L1 holds every key, since an eviction looks alike.
 *
 * <p>Safe for use by many threads.
 */
public final class LifetimeProbe {

  private static final int STRIPES = 1 << 10;
  private static final long NEVER = Long.MIN_VALUE;

  private final @Nullable LifetimeRule rule;
  private final int keys;
  private final Object[] stripes = new Object[STRIPES];
  // By node, then key.
  private final int[] open;
  private final long[] filledNanos;
  private final long[] promisedNanos;
  private final long[] unknownUntilNanos;
  private final long[] storedNanos;
  private final long[] storeEndedNanos;
  private final LongAccumulator overrun = new LongAccumulator(Math::max, 0);
  private final LongAccumulator early = new LongAccumulator(Math::max, 0);
  private volatile ClockWindow window = new ClockWindow();
  private volatile long unknownBeforeNanos = NEVER;

  private LifetimeProbe(@Nullable LifetimeRule rule, int nodes, int keys) {
    int cells = rule == null ? 0 : Math.multiplyExact(nodes, keys);
    this.rule = rule;
    this.keys = keys;
    this.open = new int[cells];
    this.filledNanos = new long[cells];
    this.promisedNanos = new long[cells];
    this.unknownUntilNanos = new long[cells];
    this.storedNanos = new long[rule == null ? 0 : keys];
    this.storeEndedNanos = new long[storedNanos.length];
    Arrays.setAll(stripes, stripe -> new Object());
    Arrays.fill(filledNanos, NEVER);
    Arrays.fill(unknownUntilNanos, NEVER);
    Arrays.fill(storedNanos, NEVER);
  }

  /** Returns a probe that measures nothing and costs nothing. */
  public static LifetimeProbe off() {
    return new LifetimeProbe(null, 0, 0);
  }

  /**
   * Returns a probe of a cache; it measures nothing where L1 is off.
   *
   * @param cache the times to live
   * @param nodes number of nodes
   * @param keys number of keys
   */
  public static LifetimeProbe of(CacheConfig cache, int nodes, int keys) {
    return new LifetimeProbe(LifetimeRule.of(cache, keys), nodes, keys);
  }

  /** A get is about to be sent; {@link #answered} must follow. */
  void asked(int node, int key) {
    if (rule != null) {
      int cell = node * keys + key;
      synchronized (stripe(key)) {
        open[cell]++;
      }
    }
  }

  /**
   * A get was answered.
   *
   * @param outcome by whom
   * @param hasValue whether there was a value
   */
  void answered(int node, int key, Outcome outcome, boolean hasValue, long sent, long now) {
    LifetimeRule known = rule;
    if (known == null) {
      return;
    }
    int cell = node * keys + key;
    synchronized (stripe(key)) {
      open[cell]--;
      if (sent < Math.max(unknownUntilNanos[cell], unknownBeforeNanos)) {
        return;
      }
      if (outcome == Outcome.L1) {
        hit(known, cell, sent);
      } else if (hasValue && (outcome == Outcome.L2 || outcome == Outcome.ORIGIN)) {
        filled(known, cell, outcome == Outcome.ORIGIN, sent, now);
      } else {
        filledNanos[cell] = NEVER;
      }
    }
  }

  private boolean isKnown(int cell) {
    return filledNanos[cell] != NEVER && filledNanos[cell] >= unknownBeforeNanos;
  }

  /** While another call is open, it may have filled L1 without our knowing. */
  private void hit(LifetimeRule known, int cell, long sent) {
    long over = sent - filledNanos[cell] - known.l1Nanos();
    if (isKnown(cell) && open[cell] == 0 && over > 0) {
      overrun.accumulate(over);
      window.overrun.accumulate(over);
    }
  }

  private void filled(LifetimeRule known, int cell, boolean isLoaded, long sent, long now) {
    int key = cell % keys;
    boolean isAfter = isKnown(cell) && sent > filledNanos[cell];
    boolean isPromised = promisedNanos[cell] != NEVER && known.isRoomy();
    if (isAfter && isPromised && now < promisedNanos[cell]) {
      early.accumulate(promisedNanos[cell] - now);
      window.early.accumulate(promisedNanos[cell] - now);
    }
    if (isLoaded) {
      stored(key, sent, now);
    }
    long promised = promise(known, storedNanos[key], sent);
    // Calls that overlap: nobody knows whose value is in L1.
    boolean isOverlap = isKnown(cell) && !isAfter;
    promisedNanos[cell] = isOverlap ? Math.min(promised, promisedNanos[cell]) : promised;
    filledNanos[cell] = now;
  }

  /**
   * A life in L2 may count from the start of the load. Of calls that overlap, one may have waited
   * for the load of the other, or another node's load may have been stored last: the first counts.
   */
  private void stored(int key, long sent, long now) {
    boolean isOverlap = storedNanos[key] != NEVER && sent <= storeEndedNanos[key];
    storedNanos[key] = isOverlap ? Math.min(sent, storedNanos[key]) : sent;
    storeEndedNanos[key] = isOverlap ? Math.max(now, storeEndedNanos[key]) : now;
  }

  /** An L1 copy may end with the L2 entry that it was made of. */
  private static long promise(LifetimeRule known, long storedNanos, long sent) {
    if (known.l2Nanos() == Long.MAX_VALUE) {
      return sent + known.l1Least();
    }
    return storedNanos == NEVER
        ? NEVER
        : Math.min(sent + known.l1Least(), storedNanos + known.l2Least());
  }

  /** A write of a key is about to be sent, or has ended: nobody knows what L1 of any node holds. */
  void wrote(int key, long nanos) {
    if (rule == null) {
      return;
    }
    synchronized (stripe(key)) {
      storedNanos[key] = NEVER;
      for (int cell = key; cell < open.length; cell += keys) {
        filledNanos[cell] = NEVER;
        unknownUntilNanos[cell] = nanos;
      }
    }
  }

  /**
   * Everything was taken out of L1.
   *
   * @param nanos when, run's clock
   */
  public void emptied(long nanos) {
    unknownBeforeNanos = nanos;
  }

  /** Returns whether there is an L1 to measure. */
  public boolean isOn() {
    return rule != null;
  }

  /** An answer had been out of date for that long, ns. */
  void stale(long nanos) {
    if (rule != null && nanos > 0) {
      window.stale.accumulate(nanos);
    }
  }

  /** Starts to collect the extremes of a window anew and returns those of the last one. */
  ClockWindow nextWindow() {
    ClockWindow last = window;
    window = new ClockWindow();
    return last;
  }

  /** Returns by how much an entry outlived its time to live at most, since the last call, ns. */
  long takeWorstOverrunNanos() {
    return overrun.getThenReset();
  }

  /** Returns by how much an entry fell short of its time to live at most, since then, ns. */
  long takeWorstEarlyNanos() {
    return early.getThenReset();
  }

  /** The nodes of a key share one, as they share its entry in L2. */
  private Object stripe(int key) {
    return stripes[key & STRIPES - 1];
  }

  /** The extremes between two moves of a clock. */
  static final class ClockWindow {

    private final LongAccumulator overrun = new LongAccumulator(Math::max, 0);
    private final LongAccumulator early = new LongAccumulator(Math::max, 0);
    private final LongAccumulator stale = new LongAccumulator(Math::max, 0);

    long overrunNanos() {
      return overrun.get();
    }

    long earlyNanos() {
      return early.get();
    }

    long staleNanos() {
      return stale.get();
    }
  }
}
