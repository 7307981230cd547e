package dev.cachebench.engine.observe;

import dev.cachebench.engine.CacheListener;
import dev.cachebench.engine.CacheObserver;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a cache: one line for each change of state, and for errors of the loader one line a kind and
 * period, with the number left out.
 *
 * <p>Give it to the builder as a listener and an observer. Keys are not logged by it.
 *
 * <p>Safe for use by many threads.
 */
public final class CacheLog implements CacheListener, CacheObserver {

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final String name;
  private final Logger log;
  private final LogThrottle throttle;

  /**
   * Creates a log.
   *
   * @param name of the cache
   * @param log where lines go
   * @param ticker the clock of the period
   * @param period time between two lines about the same kind of error, greater than 0
   */
  public CacheLog(String name, Logger log, Ticker ticker, Duration period) {
    this.name = name;
    this.log = log;
    this.throttle = new LogThrottle(ticker, period);
  }

  /** Creates a log under this class's name, with a period of 10 s. */
  public static CacheLog of(String name) {
    return new CacheLog(name, LoggerFactory.getLogger(CacheLog.class), Ticker.system(), PERIOD);
  }

  @Override
  public void breakerChanged(BreakerState from, BreakerState to) {
    if (to == BreakerState.OPEN) {
      log.warn("{}: breaker before L2 {}, was {}", name, word(to), word(from));
    } else {
      log.info("{}: breaker before L2 {}, was {}", name, word(to), word(from));
    }
  }

  private static String word(BreakerState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void l2HealthChanged(boolean isUp) {
    if (isUp) {
      log.info("{}: L2 answers", name);
    } else {
      log.warn("{}: L2 does not answer", name);
    }
  }

  @Override
  public void loadFailed(Throwable error, Duration took) {
    long leftOut = throttle.admit(error.getClass().getName());
    if (leftOut != LogThrottle.LEFT_OUT) {
      log.warn(
          "{}: load failed after {} ms: {} ({} more since the last line)",
          name,
          took.toMillis(),
          error.toString(),
          leftOut);
    }
  }
}
