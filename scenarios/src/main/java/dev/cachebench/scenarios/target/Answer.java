package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.model.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a get returned.
 *
 * @param outcome who served it; never {@code OK}
 * @param value the value; null for a cached or loaded "not found"
 * @param isCoalesced whether it joined another caller's load
 */
public record Answer(Outcome outcome, byte @Nullable [] value, boolean isCoalesced) {}
