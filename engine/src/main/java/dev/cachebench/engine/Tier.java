package dev.cachebench.engine;

/** Where an answer came from. */
public enum Tier {
  /** This node's memory. */
  L1,
  /** Redis. */
  L2,
  /** The loader. */
  ORIGIN
}
