package dev.cachebench.scenarios.history;

import dev.cachebench.scenarios.model.Operation;
import java.util.Locale;

/** What can be wrong with an answer, as a whole history shows it. */
public enum Defect {
  /** Another key's value, a damaged one, or a version or "not found" that nobody committed. */
  WRONG_VALUES("wrong-value"),
  /** A value that had been superseded for longer than the target promises. */
  STALE_READS_BEYOND_BOUND("stale-beyond-bound"),
  /** An older value than the node had answered with before. */
  MONOTONIC_VIOLATIONS("monotonic"),
  /** What a put replaced, from the node that had put it, or from Redis. */
  LOST_WRITES("lost-write"),
  /** What an update replaced, from the node that had invalidated it, or from Redis. */
  LOST_INVALIDATIONS("lost-invalidation"),
  /** What a delete removed, from the node that had deleted it, or from Redis. */
  RESURRECTED_DELETES("resurrected-delete");

  private final String kind;

  Defect(String kind) {
    this.kind = kind;
  }

  /** Returns the word for one of them, in {@code violations.jsonl}. */
  public String kind() {
    return kind;
  }

  /** Returns the word for their number, in {@code counters.jsonl} and in gates. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether only a history shows it; the others are counted as answers come. */
  public boolean isOfHistory() {
    return this == LOST_WRITES || this == LOST_INVALIDATIONS || this == RESURRECTED_DELETES;
  }

  /** Returns what it is that a write, acknowledged, has no effect. */
  static Defect without(Operation write) {
    return switch (write) {
      case PUT -> LOST_WRITES;
      case DELETE -> RESURRECTED_DELETES;
      default -> LOST_INVALIDATIONS;
    };
  }
}
