package dev.cachebench.scenarios.check;

/**
 * What the origin has committed, as far as answers must be judged against it. Versions of a key
 * count from 1, a removal is a version of its own; times are ns of the run's clock.
 *
 * <p>Safe for use by many threads.
 */
public interface Truth {

  /** When a version that is still current will be superseded. */
  long NEVER = Long.MAX_VALUE;

  /** Returns the newest version of a key. */
  long currentVersion(int key);

  /**
   * Returns when the version after the given one was committed, or {@link #NEVER}.
   *
   * @param version from 1 to the current one
   */
  long supersededAtNanos(int key, long version);

  /** Returns the newest version that is a removal, 0 when the key was never removed. */
  long latestRemoval(int key);
}
