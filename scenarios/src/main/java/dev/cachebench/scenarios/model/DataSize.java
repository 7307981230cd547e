package dev.cachebench.scenarios.model;

/**
 * An amount of memory or payload.
 *
 * <p>Immutable.
 *
 * @param bytes bytes, 0 or more
 */
public record DataSize(long bytes) {

  /** Checks the range. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must be at least 0, but was " + bytes);
    }
  }

  /** Returns the size in the largest unit that divides it, as a scenario file writes it. */
  @Override
  public String toString() {
    if (bytes != 0 && bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "GiB";
    }
    if (bytes != 0 && bytes % (1L << 20) == 0) {
      return (bytes >> 20) + "MiB";
    }
    if (bytes != 0 && bytes % (1L << 10) == 0) {
      return (bytes >> 10) + "KiB";
    }
    return bytes + "B";
  }
}
