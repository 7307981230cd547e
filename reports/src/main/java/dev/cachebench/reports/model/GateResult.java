package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * A gate's answer for one target.
 *
 * @param target the target that was judged
 * @param phase the phase, or {@link PhaseReport#ALL}
 * @param text the gate in the user's own words
 * @param metric the metric's word
 * @param tier how often it can be judged
 * @param state the answer
 * @param value measured figure in the metric's base unit; null when there is none
 * @param limit the right side in the same unit; null when it has no figure
 * @param marginPercent how far the value is above (below, when negative) the limit; null when the
 *     limit is 0 or a side has no figure
 * @param isSkipped whether it has no data and asked to be skipped then; it counts for nothing
 * @param reason figures and, unless it passed, what is wrong and what it takes
 */
public record GateResult(
    String target,
    String phase,
    String text,
    String metric,
    GateTier tier,
    GateState state,
    @Nullable Double value,
    @Nullable Double limit,
    @Nullable Double marginPercent,
    boolean isSkipped,
    String reason) {}
