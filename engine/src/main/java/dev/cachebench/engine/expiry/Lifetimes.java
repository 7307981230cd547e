package dev.cachebench.engine.expiry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Computes when an entry expires in each tier.
 *
 * <p>A value's life counts from the moment at which its load or put began, so a slow load shortens
 * the life instead of adding to the staleness. An L1 copy ends with its own time to live or with
 * the life of the L2 entry, whichever is first. Jitter is taken off each life.
 *
 * <p>Immutable.
 */
public final class Lifetimes {

  private final long l1Nanos;
  private final long l2Nanos;
  private final TtlJitter jitter;

  /**
   * Creates the rule.
   *
   * @param l1Ttl time to live in L1, null when L1 is off
   * @param l2Ttl time to live in L2, null when L2 is off
   * @param jitter what is taken off
   */
  public Lifetimes(@Nullable Duration l1Ttl, @Nullable Duration l2Ttl, TtlJitter jitter) {
    this.l1Nanos = l1Ttl == null ? 0 : l1Ttl.toNanos();
    this.l2Nanos = l2Ttl == null ? 0 : l2Ttl.toNanos();
    this.jitter = jitter;
  }

  /**
   * Returns the deadline, in ticker nanoseconds, of a value that was born then.
   *
   * @param ownNanos the entry's own time to live, greater than 0; a longer one than the tier's
   *     changes nothing
   */
  public long deadline(long bornNanos, long ownNanos) {
    long ttlNanos = Math.min(l2Nanos > 0 ? l2Nanos : l1Nanos, ownNanos);
    return ttlNanos == 0 ? bornNanos : bornNanos + jitter.life(ttlNanos);
  }

  /** Returns the deadline of an L1 copy made now of a value with that deadline. */
  public long copyDeadline(long nowNanos, long deadlineNanos) {
    if (l2Nanos == 0) {
      return deadlineNanos;
    }
    long leftNanos = deadlineNanos - nowNanos;
    return nowNanos + (l1Nanos == 0 ? leftNanos : Math.min(jitter.life(l1Nanos), leftNanos));
  }

  /** Returns the deadline, without jitter, of a value that was born then. */
  public long plainDeadline(long bornNanos) {
    return bornNanos + (l2Nanos > 0 ? l2Nanos : l1Nanos);
  }

  /**
   * Returns the deadline, without jitter, of an L1 copy of a value of that age: in a running cache
   * L1 renews its copy from L2 every L1 time to live, so the copy is as old as what remains of the
   * age.
   */
  public long plainCopyDeadline(long nowNanos, long ageNanos) {
    long deadlineNanos = plainDeadline(nowNanos - ageNanos);
    if (l2Nanos == 0 || l1Nanos == 0) {
      return deadlineNanos;
    }
    long copyLeftNanos = l1Nanos - ageNanos % l1Nanos;
    return nowNanos + Math.min(copyLeftNanos, deadlineNanos - nowNanos);
  }
}
