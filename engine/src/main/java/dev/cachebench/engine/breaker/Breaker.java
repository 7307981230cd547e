package dev.cachebench.engine.breaker;

import dev.cachebench.engine.time.Ticker;
import java.util.function.BiConsumer;

/**
 * Keeps callers from a tier that fails or is slow.
 *
 * <p>Every call that was allowed ends in exactly one of {@link #succeeded}, {@link #failed} and
 * {@link #forget}; a half-open breaker would wait for a missing one for ever.
 *
 * <p>Safe for use by many threads.
 */
public interface Breaker {

  /** Returns whether a call may be made now. */
  boolean allow();

  /** Says that a call was answered; one that took too long counts as slow. */
  void succeeded(long tookNanos);

  /** Says that a call failed. */
  void failed(long tookNanos);

  /** Says that a call says nothing about the tier. */
  void forget();

  /** Returns the state as the last call left it: an open time that is over is not noticed here. */
  BreakerState state();

  /**
   * Creates a closed breaker.
   *
   * @param config when it opens and closes
   * @param ticker its clock
   * @param changes told of every change, from and to, on the thread that caused it
   */
  static Breaker create(
      BreakerConfig config, Ticker ticker, BiConsumer<BreakerState, BreakerState> changes) {
    return new CountingBreaker(config, ticker, changes);
  }
}
