package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * Whether a control showed what it should; unmet is a warning, never a failure.
 *
 * @param target the control
 * @param phase the phase, or {@link PhaseReport#ALL}
 * @param text the expectation in the user's own words
 * @param state PASS is met, FAIL is unmet, the others as for gates
 * @param value measured figure in the metric's base unit; null when there is none
 * @param limit the right side in the same unit; null when it has no figure
 * @param reason figures and, unless it is met, why
 */
public record ExpectationResult(
    String target,
    String phase,
    String text,
    GateState state,
    @Nullable Double value,
    @Nullable Double limit,
    String reason) {}
