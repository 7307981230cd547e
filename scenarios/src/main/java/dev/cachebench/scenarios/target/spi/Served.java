package dev.cachebench.scenarios.target.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a get returned.
 *
 * @param value the value; null when the key does not exist
 * @param by who served it
 */
public record Served(byte @Nullable [] value, Tier by) {

  /** Who served a value. */
  public enum Tier {
    /** Memory of the node, fresh. */
    L1,
    /** Redis, fresh. */
    L2,
    /** A copy past its time to live, knowingly. */
    STALE,
    /** The origin; this call or one that it joined loaded the value. */
    ORIGIN,
    /**
     * The tool works it out: {@code ORIGIN} when a load of the key was under way at any moment of
     * the call in this node, else {@code L1}, or {@code L2} for a target without L1. A cache that
     * serves while it refreshes in the background has to say so itself.
     */
    UNKNOWN
  }

  /** Returns a value of which the tool works out who served it. */
  public static Served of(byte @Nullable [] value) {
    return new Served(value, Tier.UNKNOWN);
  }

  /** Returns a value with its tier. */
  public static Served by(Tier tier, byte @Nullable [] value) {
    return new Served(value, tier);
  }

  /** Returns this as an answer that is there already. */
  public CompletionStage<Served> now() {
    return CompletableFuture.completedFuture(this);
  }
}
