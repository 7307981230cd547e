/**
 * What theory predicts of a run, set beside what was measured: breakers, moved clocks, herds,
 * avalanches, speedups. Start at {@code ClockLaws}.
 */
@NullMarked
package dev.cachebench.reports.judge.law;

import org.jspecify.annotations.NullMarked;
