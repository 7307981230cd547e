/**
 * The load driver and its recorders: slots, lags, histograms, counters, one row a second. Start at
 * {@code LoadDriver}.
 */
@NullMarked
package dev.cachebench.scenarios.measure;

import org.jspecify.annotations.NullMarked;
