package dev.cachebench.engine;

/**
 * Says that a tier did not take what it had to take: thrown by fills, never by lookups. Carries no
 * stack trace.
 */
public final class TierUnavailableException extends CacheException {

  private static final long serialVersionUID = 1L;

  private final Tier tier;
  private final Reason reason;

  TierUnavailableException(Object key, Tier tier, Reason reason) {
    super("fill of key " + key + " did not reach " + tier + ": " + reason, null, false);
    this.tier = tier;
    this.reason = reason;
  }

  /** Returns the tier. */
  public Tier tier() {
    return tier;
  }

  /** Returns what went wrong. */
  public Reason reason() {
    return reason;
  }
}
