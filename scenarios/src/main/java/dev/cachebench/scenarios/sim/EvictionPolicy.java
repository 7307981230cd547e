package dev.cachebench.scenarios.sim;

/**
 * A cache of a fixed number of entries, all equally large, that is asked for one key after the
 * other and filled on each miss.
 *
 * <p>Confined to one thread.
 */
public sealed interface EvictionPolicy
    permits Arc, Clock, Fifo, Lfu, Lru, Opt, OptBypass, S3Fifo, Sieve, WTinyLfu {

  /**
   * Asks for a key; a miss loads it, which may push another out.
   *
   * @param key from 0 to below the number of keys of the trace that the policy was made for
   * @return whether it was there
   */
  boolean request(int key);

  /** Returns the number of entries, 0 to the capacity. */
  int size();

  /** Returns how many entries were pushed out so far; a key that is not admitted is none. */
  long evictions();
}
