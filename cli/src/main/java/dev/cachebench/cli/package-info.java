/**
 * The process: start-up, the wiring of commands, the one place that turns exceptions into words.
 * May use {@code command} and {@code console}, which know nothing of it. Start at {@code Main}.
 */
@NullMarked
package dev.cachebench.cli;

import org.jspecify.annotations.NullMarked;
