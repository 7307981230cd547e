package dev.cachebench.scenarios.model;

import java.util.Locale;

/**
 * How one operation ended, as its caller saw it. Gets end in L1 to ERROR (every get in exactly
 * one), the other operations in OK or ERROR.
 */
public enum Outcome {
  /** Served by L1, fresh. */
  L1,
  /** Served by Redis. */
  L2,
  /** Served an expired value on purpose. */
  STALE,
  /** Loaded from the origin, by this caller or by one that it waited for. */
  ORIGIN,
  /** Served a cached "not found". */
  NEGATIVE,
  /** Failed, timed out or was refused. */
  ERROR,
  /** A write or invalidation that succeeded. */
  OK;

  /** Returns the word used in files and on screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether the origin was spared. */
  public boolean isHit() {
    return this == L1 || this == L2 || this == STALE || this == NEGATIVE;
  }
}
