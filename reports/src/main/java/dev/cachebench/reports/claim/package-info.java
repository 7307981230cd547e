/**
 * The statistics of speedups: intervals of a miss ratio, of batch means and of their ratio. Knows
 * nothing of files, targets or gates. Start at {@code SpeedupEstimator}.
 */
@NullMarked
package dev.cachebench.reports.claim;

import org.jspecify.annotations.NullMarked;
