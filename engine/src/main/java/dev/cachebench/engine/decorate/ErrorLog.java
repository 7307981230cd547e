package dev.cachebench.engine.decorate;

import dev.cachebench.engine.observe.LogThrottle;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the errors of one method: one line a kind and 10 s, with the number of calls left out. */
final class ErrorLog {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final String name;
  private final LogThrottle throttle;

  ErrorLog(String name, Ticker ticker) {
    this.name = name;
    this.throttle = new LogThrottle(ticker, PERIOD);
  }

  void failed(Throwable error) {
    long leftOut = throttle.admit(error.getClass().getName());
    if (leftOut != LogThrottle.LEFT_OUT) {
      LOG.warn(
          "{} failed: {} ({} more calls since the last line)", name, error.toString(), leftOut);
    }
  }
}
