package dev.cachebench.engine.redis;

import dev.cachebench.engine.internal.Require;

/**
 * What becomes of encoded values on their way to Redis. Immutable.
 *
 * @param compressAboveBytes encoded values larger than this are deflated, if that makes them
 *     smaller, 0 or more; {@link #OFF} never; default off
 * @param largestBytes encoded values larger than this, before compression, are not kept in Redis, 1
 *     or more; {@link #OFF} is no limit; default 1 MiB
 */
public record PayloadConfig(int compressAboveBytes, int largestBytes) {

  /** Larger than any value. */
  public static final int OFF = Integer.MAX_VALUE;

  private static final int MEBIBYTE = 1 << 20;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public PayloadConfig {
    Require.atLeast(0, compressAboveBytes, "l2.compress");
    Require.atLeast(1, largestBytes, "l2.max-value");
  }

  /** Returns no compression and 1 MiB. */
  public static PayloadConfig defaults() {
    return new PayloadConfig(OFF, MEBIBYTE);
  }
}
