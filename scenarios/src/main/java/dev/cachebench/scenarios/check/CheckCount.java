package dev.cachebench.scenarios.check;

import java.util.Locale;

/** What the checker counts, for each phase and node. */
public enum CheckCount {
  /** Answers with another key's value, a version never committed, or no decodable value. */
  WRONG_VALUES,
  /** Answers that had been superseded when they were asked for, however briefly. */
  STALE_READS,
  /** Those of them that were older than the target promises. */
  STALE_READS_BEYOND_BOUND,
  /** Answers older than one that the same node had given before. */
  MONOTONIC_VIOLATIONS;

  /** Returns the word of {@code counters.jsonl}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
