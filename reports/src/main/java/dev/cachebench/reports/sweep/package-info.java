/**
 * What a sweep prints and leaves: table, CSV, JSON, and a page with miss-ratio curves. Knows {@code
 * scenarios.sim}'s results only. Start at {@code SweepReport}.
 */
@NullMarked
package dev.cachebench.reports.sweep;

import org.jspecify.annotations.NullMarked;
