package dev.cachebench.scenarios.model;

import dev.cachebench.scenarios.gate.GateExpression;
import org.jspecify.annotations.Nullable;

/**
 * A pass-or-fail rule.
 *
 * @param target the target it judges; null is every candidate
 * @param phase the phase it judges; null is all phases together
 * @param require the rule
 * @param skipOnNoData whether it is skipped, rather than undecided, without data; default false
 */
public record GateConfig(
    @Nullable String target,
    @Nullable String phase,
    GateExpression require,
    boolean skipOnNoData) {}
