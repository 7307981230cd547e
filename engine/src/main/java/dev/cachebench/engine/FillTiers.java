package dev.cachebench.engine;

/** Which tiers a fill writes; tiers that are off are left out. */
public enum FillTiers {
  /** Redis only. */
  L2,
  /** Redis and this node's memory. */
  ALL
}
