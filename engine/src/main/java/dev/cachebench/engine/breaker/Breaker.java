package dev.cachebench.engine.breaker;

import dev.cachebench.engine.time.Ticker;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Keeps callers from a tier that fails or is slow.
 *
 * <p>Every call that was let through ends in exactly one of {@link #succeeded}, {@link #failed} and
 * {@link #forget}, with its permit; a half-open breaker would wait for a missing one for ever. A
 * call from before the breaker opened that ends while it is not closed is not counted: it says
 * nothing about now.
 *
 * <p>Safe for use by many threads.
 */
public interface Breaker {

  /** Returns whether a call may be made now, and as what. */
  BreakerPermit admit();

  /** Says that a call was answered; one that took too long counts as slow. */
  void succeeded(BreakerPermit permit, long tookNanos);

  /** Says that a call failed. */
  void failed(BreakerPermit permit, long tookNanos);

  /** Says that a call says nothing about the tier; a probe's turn goes to another. */
  void forget(BreakerPermit permit);

  /** Says that the tier is seen to be well again: an open breaker becomes half open now. */
  void probeNow();

  /** Returns the state as the last call left it: an open time that is over is not noticed here. */
  BreakerState state();

  /**
   * Creates a closed breaker.
   *
   * @param config when it opens and closes
   * @param ticker its clock
   * @param random where the jitter of open times comes from; used under its own lock
   * @param changes told of every change, from and to, on the thread that caused it
   */
  static Breaker create(
      BreakerConfig config,
      Ticker ticker,
      RandomGenerator random,
      BiConsumer<BreakerState, BreakerState> changes) {
    return new CountingBreaker(config, ticker, random, changes);
  }
}
