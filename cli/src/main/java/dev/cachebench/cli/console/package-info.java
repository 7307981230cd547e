/**
 * What a person or a script sees: streams, colours, signs, exit codes, the progress of a run. Knows
 * no command; prints to what it is given. Start at {@code Console}.
 */
@NullMarked
package dev.cachebench.cli.console;

import org.jspecify.annotations.NullMarked;
