/**
 * The history of an arm: every operation that ended, in segments on the disk, and what can be told
 * from it afterwards that no answer shows by itself. Start at {@code HistoryWriter}; {@code
 * HistoryChecker} reads.
 */
@NullMarked
package dev.cachebench.scenarios.history;

import org.jspecify.annotations.NullMarked;
