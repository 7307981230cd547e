package dev.cachebench.engine.refresh;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a hit should have its entry loaded again although it has not expired.
 *
 * <p>XFetch: load again if {@code now - delta * beta * ln(U) >= expiry}, with delta the time that a
 * load takes, in nanoseconds, and U uniform in (0, 1] (Vattani, Chierichetti, Lowenstein, "Optimal
 * Probabilistic Cache Stampede Prevention", PVLDB 8(8), 2015). A hit at the distance x before the
 * expiry loads with probability {@code e^(-x / (beta * delta))}. By itself that gives e^(1/beta)
 * loads per life, not one, and eats up the whole life once {@code beta * delta * ln(rate * delta)}
 * comes near it. Here delta is capped, nobody loads within the minimum fresh share of a life, and
 * whoever is chosen still has to lead the key's flight.
 *
 * <p>Delta is the time that the entry's own load took, else the mean of this node's latest loads:
 * an entry that came from another node through L2, or by a put, does not say. Refresh-ahead is the
 * plain rule beside it: load again after a share of the life.
 *
 * <p>Cost of a decision: none within the minimum fresh share, nor farther from the expiry than any
 * draw reaches, 36.7 times beta * delta; one draw without a lock after that. Allocates nothing.
 * Safe for use by many threads.
 */
public final class Refresher {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  /** -ln(UNIT), the largest that a draw can give. */
  private static final double FARTHEST = 53 * 0.6931471805599453;

  private static final int MEAN_OF = 8;

  private final @Nullable EarlyExpiry early;
  private final @Nullable RefreshAhead ahead;
  private final AtomicLong draws;
  private final AtomicLong meanNanos = new AtomicLong();

  /**
   * Creates the rule.
   *
   * @param early settings of XFetch, null for off
   * @param ahead settings of refresh-ahead, null for off
   * @param seed where U begins
   */
  public Refresher(@Nullable EarlyExpiry early, @Nullable RefreshAhead ahead, long seed) {
    this.early = early;
    this.ahead = ahead;
    this.draws = new AtomicLong(seed);
  }

  /** Returns whether there is anything to ask. */
  public boolean isOn() {
    return early != null || ahead != null;
  }

  /** Says how long a load took. */
  public void loadTook(long nanos) {
    meanNanos.updateAndGet(mean -> mean == 0 ? nanos : mean + (nanos - mean) / MEAN_OF);
  }

  /**
   * Returns whether an entry should be loaded again now.
   *
   * @param nowNanos ticker reading
   * @param bornNanos ticker reading at which its life began
   * @param endNanos ticker reading at which the value's life ends in its outermost tier
   * @param tookNanos how long its load took, 0 when that is not known
   */
  public boolean isDue(long nowNanos, long bornNanos, long endNanos, long tookNanos) {
    long ageNanos = nowNanos - bornNanos;
    double lifeNanos = endNanos - bornNanos;
    if (ahead != null && ageNanos >= ahead.at() * lifeNanos) {
      return true;
    }
    if (early == null || ageNanos < early.minFresh() * lifeNanos) {
      return false;
    }
    long deltaNanos = tookNanos > 0 ? tookNanos : meanNanos.get();
    double scaleNanos = early.beta() * Math.min(deltaNanos, early.maxDelta().toNanos());
    double leftNanos = endNanos - nowNanos;
    return scaleNanos > 0
        && leftNanos <= FARTHEST * scaleNanos
        && -Math.log(uniform()) * scaleNanos >= leftNanos;
  }

  /** SplitMix64 (Steele, Lea, Flood, 2014): uniform in (0, 1], so that its logarithm is finite. */
  private double uniform() {
    long mixed = draws.addAndGet(GOLDEN_GAMMA);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return ((mixed >>> 11) + 1) * UNIT;
  }
}
