package dev.cachebench.scenarios.model;

import java.util.Locale;

/**
 * What is filled before the warm-up, uncounted.
 *
 * @param tiers which tiers are filled
 * @param ages how old the entries pretend to be
 */
public record PreloadConfig(Tiers tiers, Ages ages) {

  /** Which tiers are filled. */
  public enum Tiers {
    /** Nothing: every arm starts cold. */
    NONE,
    /** Redis only. */
    L2,
    /** Redis and the L1 of every node, as far as its capacity goes. */
    ALL;

    /** Returns the word of the scenario file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How old the entries pretend to be. */
  public enum Ages {
    /** Evenly spread over the time to live, as in a cache that has been running. */
    SPREAD,
    /**
     * As {@code SPREAD}, but of the keys only those that popularity keeps there: what a cache holds
     * that has been running for long, so that hit ratios are settled from the start.
     */
    SETTLED,
    /** All new, so that they expire together: what follows a deploy or a mass write. */
    TOGETHER;

    /** Returns the word of the scenario file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
