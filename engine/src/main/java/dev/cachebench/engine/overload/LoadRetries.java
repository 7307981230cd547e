package dev.cachebench.engine.overload;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a {@link RetryBudget}: decides which failed loads are tried again, and when.
 *
 * <p>Safe for use by many threads.
 */
public final class LoadRetries {

  /** Waits double so often at most: a day and more, from a millisecond. */
  private static final int MOST_DOUBLINGS = 27;

  private static final double LEAST_SHARE = 0.5;

  private final @Nullable RetryBudget budget;
  private final RandomGenerator random;
  private double tokens;

  /**
   * Creates a full bucket.
   *
   * @param budget its size and what fills it; null is no retries
   * @param random where waits come from; used under a lock
   */
  public LoadRetries(@Nullable RetryBudget budget, RandomGenerator random) {
    this.budget = budget;
    this.random = random;
    this.tokens = budget == null ? 0 : budget.reserve();
  }

  /** What becomes of a load that failed. */
  public enum Verdict {
    /** It is tried again. */
    RETRY,
    /** It would be, had enough loads succeeded. */
    DENIED,
    /** It had its tries, or there are none. */
    OVER
  }

  /** Says that a load succeeded. */
  public synchronized void succeeded() {
    if (budget != null) {
      tokens = Math.min(budget.reserve(), tokens + budget.ratio());
    }
  }

  /**
   * Takes a token if the load is to be tried again.
   *
   * @param done further tries that this load has had
   */
  public synchronized Verdict failed(int done) {
    if (budget == null || done >= budget.retries()) {
      return Verdict.OVER;
    }
    if (tokens < 1) {
      return Verdict.DENIED;
    }
    tokens--;
    return Verdict.RETRY;
  }

  /**
   * Returns how long to wait before the next try, ns.
   *
   * @param done further tries that this load has had
   */
  public long backOffNanos(int done) {
    if (budget == null) {
      return 0;
    }
    long longest = budget.backOff().toNanos() << Math.min(done, MOST_DOUBLINGS);
    synchronized (random) {
      return (long) (longest * (LEAST_SHARE + (1 - LEAST_SHARE) * random.nextDouble()));
    }
  }
}
