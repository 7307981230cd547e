package dev.cachebench.engine.coherence;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells a fill whether its key was invalidated since the fill began.
 *
 * <p>Counters striped by hash, plus one epoch for all keys. A token is the sum of a key's counter
 * and the epoch; both only grow, so the sum is unchanged exactly when neither moved. Read the token
 * before L2 or the loader, check it inside the L1 write. Two keys that share a stripe cost a fill
 * that is not cached, never a stale one. Cost: 8 bytes for each stripe (512 KiB), no lock, one or
 * two volatile reads for each check. The idea is the version fence of replicated caches, by key
 * hash instead of by key.
 *
 * <p>Safe for use by many threads.
 */
public final class Fence {

  private static final int STRIPES = 1 << 16;

  private final AtomicLong epoch = new AtomicLong();
  private final AtomicLongArray counters;
  private final boolean on;

  private Fence(boolean on) {
    this.on = on;
    this.counters = new AtomicLongArray(on ? STRIPES : 1);
  }

  /**
   * Creates a fence.
   *
   * @param on false makes one that never moves, so that every fill is allowed
   */
  public static Fence create(boolean on) {
    return new Fence(on);
  }

  /** Returns whether invalidations move this fence. */
  public boolean isOn() {
    return on;
  }

  /** Returns the key's token, to be compared by {@link #isUnmoved} later. */
  public long token(Object key) {
    return counters.get(stripe(key)) + epoch.get();
  }

  /** Returns whether nothing moved the key's fence since the token was read. */
  public boolean isUnmoved(Object key, long token) {
    return token(key) == token;
  }

  /** Returns how often the key's stripe was moved; {@link #moveAll} does not count. */
  public long moves(Object key) {
    return counters.get(stripe(key));
  }

  /**
   * Refuses all fills of the key that began before, and returns the token for those that follow.
   */
  public long move(Object key) {
    return on ? counters.incrementAndGet(stripe(key)) + epoch.get() : 0;
  }

  /** Refuses all fills of all keys that began before. */
  public void moveAll() {
    if (on) {
      epoch.incrementAndGet();
    }
  }

  private int stripe(Object key) {
    if (!on) {
      return 0;
    }
    int spread = key.hashCode() * 0x9E3779B9;
    return spread >>> 16;
  }
}
