package dev.cachebench.scenarios.check;

import java.util.Locale;

/** What can be wrong with an answer. */
public enum Finding {
  /** It is another key's value. */
  WRONG_KEY,
  /** It is a version, or a "not found", that was never committed. */
  IMPOSSIBLE_VERSION,
  /** It is damaged, or no value at all. */
  UNDECODABLE,
  /** It was superseded longer ago than the target promises. */
  STALE_BEYOND_BOUND,
  /** The node had already answered with a newer version. */
  MONOTONIC;

  /** Returns the word of {@code violations.jsonl}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
