package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.check.Truth;
import java.util.Arrays;

/**
 * When each version of one key was committed, from version 2 on; version 1 was always there.
 *
 * <p>Safe for use by many threads.
 */
final class KeyHistory {

  private long[] committedNanos = new long[4];
  private int commits;
  private long latestRemoval;

  /** Appends a version and returns its number. */
  synchronized long commit(long nanos, boolean isRemoval) {
    if (commits == committedNanos.length) {
      committedNanos = Arrays.copyOf(committedNanos, 2 * commits);
    }
    committedNanos[commits++] = nanos;
    long version = commits + 1L;
    if (isRemoval) {
      latestRemoval = version;
    }
    return version;
  }

  synchronized long currentVersion() {
    return commits + 1L;
  }

  synchronized boolean isRemoved() {
    return latestRemoval == commits + 1L;
  }

  synchronized long latestRemoval() {
    return latestRemoval;
  }

  synchronized long supersededAtNanos(long version) {
    return version > commits ? Truth.NEVER : committedNanos[(int) version - 1];
  }
}
