package dev.cachebench.scenarios.model;

import java.util.Locale;

/** How the requests of an open load are spaced. */
public enum Arrivals {
  /** Equal gaps. */
  CONSTANT,
  /** Exponential gaps: independent callers. */
  POISSON;

  /** Returns the word of the scenario file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
