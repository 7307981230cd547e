package dev.cachebench.engine;

import org.jspecify.annotations.Nullable;

/** Says that the loader failed; its error is the cause. Carries no stack trace of its own. */
public final class LoadFailedException extends CacheException {

  private static final long serialVersionUID = 1L;

  LoadFailedException(Object key, @Nullable Throwable cause) {
    super("load of key " + key + " failed: " + cause, cause, false);
  }

  /** Returns the tier that failed. */
  public Tier tier() {
    return Tier.ORIGIN;
  }
}
