package dev.cachebench.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a cache throws, and nothing else but programmer's errors.
 *
 * <p>Those that come in thousands while something is broken carry no stack trace; one instance may
 * be given to many callers.
 */
public abstract sealed class CacheException extends RuntimeException
    permits CodecException,
        LoadFailedException,
        LoadTimeoutException,
        OverloadedException,
        ReentrantLoadException,
        TierUnavailableException {

  private static final long serialVersionUID = 1L;

  CacheException(String message, @Nullable Throwable cause, boolean trace) {
    super(message, cause, trace, trace);
  }
}
