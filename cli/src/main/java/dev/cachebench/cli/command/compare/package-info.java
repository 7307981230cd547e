/**
 * Two sides and whether they differ: run directories ({@code compare}), pairs that are run in turn
 * ({@code run --pairs}), and this machine against itself ({@code qualify}). The statistics are
 * those of the reports; begin with {@link PairRuns}.
 */
@NullMarked
package dev.cachebench.cli.command.compare;

import org.jspecify.annotations.NullMarked;
