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
  private final long valueEndNanos;
  private final long tookNanos;
  private long epoch;

  /**
   * Creates an entry.
   *
   * @param value the value
   * @param bornNanos ticker reading that the value is at most as old as
   * @param deadlineNanos ticker reading at which the entry expires
   */
  public L1Entry(V value, long bornNanos, long deadlineNanos) {
    this(value, bornNanos, deadlineNanos, deadlineNanos, 0);
  }

  /**
   * Creates an entry that knows the life of what it is a copy of.
   *
   * @param value the value
   * @param bornNanos ticker reading that the value is at most as old as
   * @param deadlineNanos ticker reading at which the entry expires
   * @param valueEndNanos ticker reading at which the value expires in the outermost tier
   * @param tookNanos how long its load took, 0 when that is not known
   */
  public L1Entry(V value, long bornNanos, long deadlineNanos, long valueEndNanos, long tookNanos) {
    this.value = value;
    this.bornNanos = bornNanos;
    this.deadlineNanos = deadlineNanos;
    this.valueEndNanos = valueEndNanos;
    this.tookNanos = tookNanos;
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

  /** Returns the ticker reading, in nanoseconds, at which the value expires in the last tier. */
  public long valueEndNanos() {
    return valueEndNanos;
  }

  /** Returns how long the value's load took, in nanoseconds, 0 when that is not known. */
  public long tookNanos() {
    return tookNanos;
  }

  /** Returns the same entry, expired at that moment unless it has expired before. */
  L1Entry<V> expiredAt(long nowNanos) {
    return deadlineNanos - nowNanos <= 0
        ? this
        : new L1Entry<>(value, bornNanos, nowNanos, valueEndNanos, tookNanos);
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
