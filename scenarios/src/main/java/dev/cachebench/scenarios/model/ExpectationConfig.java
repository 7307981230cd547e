package dev.cachebench.scenarios.model;

import dev.cachebench.scenarios.gate.GateExpression;
import org.jspecify.annotations.Nullable;

/**
 * What a control should show; unmet is a warning.
 *
 * @param target the control
 * @param phase the phase; null is all phases together
 * @param that what it should show
 */
public record ExpectationConfig(String target, @Nullable String phase, GateExpression that) {}
