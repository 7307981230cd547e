package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * A scenario's speedup claim, judged.
 *
 * @param answer what is said of it
 * @param require whether the run fails unless it is confirmed
 * @param target whose speedup; null for figures
 * @param baseline against whom; null for figures
 * @param phase the phase, or {@link PhaseReport#ALL}; null for figures
 * @param figures the figures in words; null when measured
 * @param hitRatio measured, or as the figures say; null when unknown
 * @param interval 95 % interval of the figure that the claim is about; null when there is none
 * @param requestsNeeded gets in the arm that would decide; null unless more of them would
 * @param command what would decide; null unless something would within 50 rounds
 * @param reason the verdict in a sentence
 */
public record ClaimResult(
    ClaimAnswer answer,
    boolean require,
    @Nullable String target,
    @Nullable String baseline,
    @Nullable String phase,
    @Nullable String figures,
    @Nullable Double hitRatio,
    @Nullable Interval interval,
    @Nullable Double requestsNeeded,
    @Nullable String command,
    String reason) {}
