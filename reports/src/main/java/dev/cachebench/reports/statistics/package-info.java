/**
 * Tests of a change: bootstrap, tests for few values, correction for several metrics. Knows nothing
 * of runs. Start at {@code ChangeTest}.
 */
@NullMarked
package dev.cachebench.reports.statistics;

import org.jspecify.annotations.NullMarked;
