package dev.cachebench.scenarios.sim;

/**
 * A cache of a fixed capacity that is asked for one key after the other and filled on each miss. A
 * key that is larger than the whole capacity is never kept.
 *
 * <p>Confined to one thread.
 */
public sealed interface EvictionPolicy permits Arc, Opt, OptBypass, RoomPolicy, WTinyLfu {

  /**
   * Asks for a key; a miss loads it, which may push others out.
   *
   * @param key from 0 to below the number of keys of the trace that the policy was made for
   * @return whether it was there
   */
  boolean request(int key);

  /** Returns how much it holds, in the unit of its capacity, which it never exceeds. */
  long used();

  /** Returns how many entries were pushed out so far; a key that is not admitted is none. */
  long evictions();
}
