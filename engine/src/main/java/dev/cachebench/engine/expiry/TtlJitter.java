package dev.cachebench.engine.expiry;

import dev.cachebench.engine.internal.Require;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Spreads expiry so that entries written together do not expire together.
 *
 * <p>{@code life = ttl * (1 - share * U)}, with {@code ttl} in nanoseconds, {@code share} in [0, 1)
 * and U uniform in [0, 1). The life is in (ttl * (1 - share), ttl]: jitter is taken off, it never
 * lengthens a life that a bound was computed from. Cost: one random number for each entry written,
 * none when the share is 0.
 *
 * <p>Safe for use by many threads, whatever the generator is.
 */
public final class TtlJitter {

  private final double share;
  private final RandomGenerator random;

  /**
   * Creates the jitter.
   *
   * @param share largest share of the time to live that is taken off, 0 (off) to below 1
   * @param random where U comes from; seeded by the caller, used under a lock
   * @throws IllegalArgumentException when the share is out of range
   */
  public TtlJitter(double share, RandomGenerator random) {
    this.share = Require.that(share >= 0 && share < 1, share, "jitter", "be 0 to below 1");
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * Returns the life of one entry.
   *
   * @param ttlNanos the configured time to live, nanoseconds, 1 or more
   * @return nanoseconds, 1 to {@code ttlNanos}
   */
  public long life(long ttlNanos) {
    if (share == 0) {
      return ttlNanos;
    }
    double uniform;
    synchronized (random) {
      uniform = random.nextDouble();
    }
    return Math.max(1, ttlNanos - (long) (ttlNanos * share * uniform));
  }
}
