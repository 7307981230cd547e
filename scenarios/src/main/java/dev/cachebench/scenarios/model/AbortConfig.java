package dev.cachebench.scenarios.model;

import dev.cachebench.scenarios.gate.GateExpression;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A condition under which a run ends at once, because to go on would do harm or tell nothing.
 *
 * @param target the target that it watches; null is each of them
 * @param phase the phase in which it watches; null is every phase, the warm-up excepted
 * @param that the condition; its limit is a plain value
 * @param over the latest whole seconds that the figure is taken over; default 1 s
 */
public record AbortConfig(
    @Nullable String target, @Nullable String phase, GateExpression that, Duration over) {}
