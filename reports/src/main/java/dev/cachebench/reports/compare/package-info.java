/**
 * Sets runs side by side: figures of rounds, their change with a bootstrapped interval, a verdict
 * for each metric against a margin. Knows nothing of files and rendering. Start at {@code
 * Comparer}; the tests are those of {@code reports.statistics}.
 */
@NullMarked
package dev.cachebench.reports.compare;

import org.jspecify.annotations.NullMarked;
