package dev.cachebench.engine.memory;

/**
 * A value in L1 with the moment it dates from and the moment it expires.
 *
 * <p>Immutable once a store has published it.
 *
 * @param <V> the type of values
 */
public final class L1Entry<V> {

  private final V value;
  private final long bornNanos;
  private final long deadlineNanos;
  private long epoch;

  /**
   * Creates an entry.
   *
   * @param value the value
   * @param bornNanos ticker reading that the value is at most as old as
   * @param deadlineNanos ticker reading at which the entry expires
   */
  public L1Entry(V value, long bornNanos, long deadlineNanos) {
    this.value = value;
    this.bornNanos = bornNanos;
    this.deadlineNanos = deadlineNanos;
  }

  /** Returns the value. */
  public V value() {
    return value;
  }

  /** Returns the ticker reading, in nanoseconds, from which the value's age counts. */
  public long bornNanos() {
    return bornNanos;
  }

  /** Returns the ticker reading, in nanoseconds, at which the entry expires. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  boolean isLive(long nowNanos, long currentEpoch) {
    return deadlineNanos - nowNanos > 0 && epoch == currentEpoch;
  }

  /** Whether it may still be served when there is nothing better. */
  boolean isUsable(long nowNanos, long graceNanos) {
    return deadlineNanos + graceNanos - nowNanos > 0;
  }

  boolean isOlderThan(L1Entry<V> other) {
    return bornNanos - other.bornNanos < 0;
  }

  /** Called once, by the store, before the entry is visible to any other thread. */
  void stamp(long currentEpoch) {
    epoch = currentEpoch;
  }
}
