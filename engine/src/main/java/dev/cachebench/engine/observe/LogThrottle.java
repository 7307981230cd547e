package dev.cachebench.engine.observe;

import dev.cachebench.engine.internal.Require;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Decides which of many like messages are worth a line: the first of its kind, then one a period,
 * with the number of those left out.
 *
 * <p>Kinds are few and fixed, such as classes of errors; keys of a cache are not kinds. Beyond
 * {@value #MOST_KINDS} of them everything more is one kind.
 *
 * <p>Safe for use by many threads.
 */
public final class LogThrottle {

  private static final int MOST_KINDS = 256;
  private static final String MORE = "more";

  /** Answer of {@link #admit} to a message that is left out. */
  public static final long LEFT_OUT = -1;

  private final Ticker ticker;
  private final long periodNanos;
  private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();

  private static final class Kind {

    private long lastNanos;
    private long leftOut;
    private boolean hasBegun;
  }

  /**
   * Creates a throttle that has seen nothing.
   *
   * @param ticker its clock
   * @param period time between two lines of one kind, greater than 0
   */
  public LogThrottle(Ticker ticker, Duration period) {
    this.ticker = ticker;
    this.periodNanos = Require.positive(period, "period").toNanos();
  }

  /**
   * Returns how many messages of the kind were left out since its last line, if this one is worth a
   * line, else {@link #LEFT_OUT}.
   */
  public long admit(String kind) {
    boolean isRoom = kinds.size() < MOST_KINDS || kinds.containsKey(kind);
    Kind counted = kinds.computeIfAbsent(isRoom ? kind : MORE, name -> new Kind());
    long nowNanos = ticker.nanos();
    synchronized (counted) {
      if (counted.hasBegun && nowNanos - counted.lastNanos < periodNanos) {
        counted.leftOut++;
        return LEFT_OUT;
      }
      long leftOut = counted.leftOut;
      counted.hasBegun = true;
      counted.lastNanos = nowNanos;
      counted.leftOut = 0;
      return leftOut;
    }
  }
}
