package dev.cachebench.scenarios.model;

import java.util.Locale;

/** A ready-made target. */
public enum Preset {
  /** No cache: every get goes to the origin. */
  NONE("every get goes to the origin"),
  /** A reconstruction, from the review's text, of the cache that was reviewed. */
  REVIEWED("reconstructed from the review's text: locked LRU, wall-clock TTL, no error handling"),
  /** That cache with the review's own fixes as they are printed, defects included. */
  AS_ADVISED("reviewed with the review's fixes to the letter, defects included"),
  /** The engine with what the review planned before shipping. */
  PHASE_1("the engine with what the review planned first: handled errors, limits, sound clocks"),
  /** The engine with what the review planned before high load, too. */
  PHASE_2("phase-1 and coalescing, a breaker by failures in a row, cached errors"),
  /** The engine with every mechanism on. */
  HARDENED("the engine, every mechanism on"),
  /** The engine without Redis. */
  MEMORY_ONLY("the engine without Redis"),
  /** Plain Redis, no L1: GET, load on a miss, SET with a time to live. */
  BARE_REDIS("GET, load on a miss, SET; no L1"),
  /** A class of the user's own; written as {@code class}, never as a preset. */
  OWN("a class of your own");

  private final String description;

  Preset(String description) {
    this.description = description;
  }

  /** Returns the word of the scenario file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what it is, in a few words. */
  public String description() {
    return description;
  }
}
