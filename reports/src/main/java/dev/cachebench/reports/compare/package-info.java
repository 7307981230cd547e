/**
 * Sets runs side by side: figures of rounds, their change with a bootstrapped interval, a verdict
 * for each metric against a margin. Knows nothing of files and rendering. Start at {@code
 * Comparer}; the statistics are in {@code ChangeTest}.
 */
@NullMarked
package dev.cachebench.reports.compare;

import org.jspecify.annotations.NullMarked;
