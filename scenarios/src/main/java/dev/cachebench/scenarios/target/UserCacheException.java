package dev.cachebench.scenarios.target;

/** Says why a cache of the user's own cannot be used, and what to do about it. */
public final class UserCacheException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * Creates one.
   *
   * @param message what is wrong with the class
   * @param hint what to do
   */
  public UserCacheException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** Returns what to do. */
  public String hint() {
    return hint;
  }
}
