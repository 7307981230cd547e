/**
 * The files of a run directory as records, one per line of each file, and the only code that writes
 * or reads those lines. Producers are the arm and the runner, the consumer is the reports module.
 * Start at {@code RunDirectory}.
 */
@NullMarked
package dev.cachebench.scenarios.result;

import org.jspecify.annotations.NullMarked;
