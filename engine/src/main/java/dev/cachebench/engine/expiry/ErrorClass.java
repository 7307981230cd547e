package dev.cachebench.engine.expiry;

import java.util.concurrent.CancellationException;

/** What an error of a loader says about the next try. */
public enum ErrorClass {
  /** The origin does not have the key; remembered like a null. */
  ABSENT,
  /** Trying again is of no use, for example because the key is malformed. */
  PERMANENT,
  /** The next try may succeed. */
  TRANSIENT,
  /** Nobody waited for the load any more, so it says nothing about the origin; never remembered. */
  CANCELLED;

  /**
   * Returns the class of an error when nobody said otherwise: cancellations and interrupts are
   * {@link #CANCELLED}, illegal arguments and unsupported operations {@link #PERMANENT}, all else
   * is {@link #TRANSIENT}.
   */
  public static ErrorClass of(Throwable error) {
    if (error instanceof CancellationException || error instanceof InterruptedException) {
      return CANCELLED;
    }
    return error instanceof IllegalArgumentException
            || error instanceof UnsupportedOperationException
        ? PERMANENT
        : TRANSIENT;
  }
}
