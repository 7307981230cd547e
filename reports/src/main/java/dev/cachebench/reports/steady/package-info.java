/**
 * Whether a series of seconds had settled: change points, trends, and the decision. Pure
 * mathematics on numbers; knows nothing of runs. Start at {@code Settling}.
 */
@NullMarked
package dev.cachebench.reports.steady;

import org.jspecify.annotations.NullMarked;
