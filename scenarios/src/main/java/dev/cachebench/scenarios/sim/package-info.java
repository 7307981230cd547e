/**
 * Hit ratios of eviction policies on a trace, one class for each policy, registered in {@code
 * PolicyKind}. Knows traces, no clock and no file. Start at {@code Sweep}.
 */
@NullMarked
package dev.cachebench.scenarios.sim;

import org.jspecify.annotations.NullMarked;
