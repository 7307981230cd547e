/**
 * The metrics of a phase, with their intervals and what they need to be trusted. Start at {@code
 * PhaseMetrics}.
 */
@NullMarked
package dev.cachebench.reports.judge.metric;

import org.jspecify.annotations.NullMarked;
