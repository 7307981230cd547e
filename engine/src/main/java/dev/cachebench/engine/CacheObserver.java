package dev.cachebench.engine;

import java.time.Duration;

/**
 * Measures what happens beyond L1. Called often, on the thread that caused it, and never for a hit
 * in L1: return at once, do not throw, and do not call the cache. Keys are left out on purpose.
 */
public interface CacheObserver {

  /** How a lookup that missed L1 ended. */
  enum Outcome {
    /** Another flight had filled L1 in the meantime. */
    L1,
    /** Answered from L2. */
    L2,
    /** Answered by the load that it led. */
    ORIGIN,
    /** Answered by a load that another lookup led. */
    COALESCED,
    /** Answered with a stale value. */
    STALE,
    /** Answered from this node's memory of absent keys. */
    NEGATIVE,
    /** Ended in an error. */
    ERROR,
    /** The caller left. */
    LEFT;

    /** Returns the word of labels. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Called when a lookup that missed L1 has ended, with how long it waited. */
  default void waited(Outcome outcome, Duration wait) {}

  /** Called when a call of the loader brought a value, or that there is none. */
  default void loaded(Duration took) {}

  /** Called when a call of the loader failed. */
  default void loadFailed(Throwable error, Duration took) {}

  /** Called when a stale value was served, with its age. */
  default void servedStale(Duration age) {}

  /** Called when a flight landed, with how many waited for it. */
  default void landed(int waiters) {}
}
