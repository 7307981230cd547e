package dev.cachebench.scenarios.limit;

import java.util.Locale;

/** What one trial of a rate showed. */
public enum Outcome {
  /** The objective holds. */
  HELD,
  /** It does not hold. */
  MISSED,
  /** The trial cannot tell, such as when something else took the processors. */
  UNDECIDED,
  /** Somebody ended it early. */
  STOPPED;

  /** Returns the word used in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
