package dev.cachebench.engine;

import java.time.Duration;

/**
 * Says that a load took longer than callers wait for it; it goes on and fills the cache. Carries no
 * stack trace.
 */
public final class LoadTimeoutException extends CacheException {

  private static final long serialVersionUID = 1L;

  LoadTimeoutException(Object key, Duration hard) {
    super(
        "load of key " + key + " took longer than background-load.hard, " + hard.toMillis() + " ms",
        null,
        false);
  }

  /** Returns the tier that was too slow. */
  public Tier tier() {
    return Tier.ORIGIN;
  }
}
