package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a class of metrics cannot be trusted somewhere.
 *
 * @param target the arm it concerns; null is every arm
 * @param phase the phase it concerns; null is every phase
 * @param reason what was seen, and the limit it broke
 * @param excess nanoseconds by which response times may lie above the truth, and never below it;
 *     null when they may be wrong in any way
 */
public record Spoiler(
    @Nullable String target, @Nullable String phase, String reason, @Nullable Double excess) {

  /** Creates one after which a figure may be wrong in any way. */
  public Spoiler(@Nullable String target, @Nullable String phase, String reason) {
    this(target, phase, reason, null);
  }

  /** Returns whether figures of that target and phase are spoilt; a null phase is all phases. */
  public boolean concerns(String otherTarget, @Nullable String otherPhase) {
    boolean isTarget = target == null || target.equals(otherTarget);
    return isTarget && (phase == null || otherPhase == null || phase.equals(otherPhase));
  }
}
