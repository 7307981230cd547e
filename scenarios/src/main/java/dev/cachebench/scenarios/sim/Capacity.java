package dev.cachebench.scenarios.sim;

import java.util.Comparator;
import java.util.Locale;

/**
 * How much a cache may hold.
 *
 * @param amount entries or bytes, 1 or more
 * @param unit which of both
 */
public record Capacity(long amount, Unit unit) implements Comparable<Capacity> {

  private static final Comparator<Capacity> ORDER =
      Comparator.comparing(Capacity::unit).thenComparingLong(Capacity::amount);

  /** What a capacity is counted in. */
  public enum Unit {
    /** Every entry counts as one. */
    ENTRIES,
    /** Every entry counts as large as the trace says. */
    BYTES;

    /** Returns the word of files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the amount. */
  public Capacity {
    if (amount < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but was " + amount);
    }
  }

  /** Returns a number of entries. */
  public static Capacity entries(long amount) {
    return new Capacity(amount, Unit.ENTRIES);
  }

  /** Returns a number of bytes. */
  public static Capacity bytes(long amount) {
    return new Capacity(amount, Unit.BYTES);
  }

  /** Returns that share of it, at least 1. */
  Capacity times(double share) {
    return new Capacity(Math.max(1, Math.round(amount * share)), unit);
  }

  @Override
  public int compareTo(Capacity other) {
    return ORDER.compare(this, other);
  }
}
