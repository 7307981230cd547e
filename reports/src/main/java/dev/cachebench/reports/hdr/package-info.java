/**
 * Reads a run directory back into records and merges its rows and histograms by target and phase.
 * The only code of this module that touches HdrHistogram's log. Start at {@code RunDataReader},
 * then {@code PhaseData}.
 */
@NullMarked
package dev.cachebench.reports.hdr;

import org.jspecify.annotations.NullMarked;
