/**
 * One class for each command: its options, what it calls, what it prints. Commands do not call each
 * other. Start at {@code RootCommand}.
 */
@NullMarked
package dev.cachebench.cli.command;

import org.jspecify.annotations.NullMarked;
