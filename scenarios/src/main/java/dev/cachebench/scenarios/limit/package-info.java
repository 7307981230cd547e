/**
 * The highest open rate at which an objective holds: which rates to try, and the scenario that
 * tries one. Runs and judges nothing itself. Start at {@code RateSearch}.
 */
@NullMarked
package dev.cachebench.scenarios.limit;

import org.jspecify.annotations.NullMarked;
