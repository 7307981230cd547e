package dev.cachebench.scenarios.origin;

/**
 * A load that failed at the origin.
 *
 * <p>Made without a stack trace: a scenario may ask for thousands a second.
 */
public final class OriginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes a failure with the words that a user reads. */
  public OriginException(String message) {
    super(message, null, false, false);
  }
}
