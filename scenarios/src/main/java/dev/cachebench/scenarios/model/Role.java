package dev.cachebench.scenarios.model;

import java.util.Locale;

/** What a target is in the run for. */
public enum Role {
  /** What speedups are measured against; at most one target. */
  BASELINE,
  /** Shown for comparison; expectations apply, gates do not unless they name it. */
  CONTROL,
  /** Judged by the gates; the default. */
  CANDIDATE;

  /** Returns the word of the scenario file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
