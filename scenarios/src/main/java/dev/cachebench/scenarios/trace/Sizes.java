package dev.cachebench.scenarios.trace;

/**
 * How large the keys of a trace are, in bytes: what the first request for each said, 1 to 2³¹ − 1.
 *
 * <p>Immutable.
 */
public final class Sizes {

  private final int[] bytes;

  Sizes(int[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of a key. */
  public long of(int key) {
    return bytes[key];
  }
}
