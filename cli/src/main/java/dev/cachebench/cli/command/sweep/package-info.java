/**
 * The command {@code sweep}: hit ratios by simulation, and live runs of each value of a setting;
 * begin with {@link SweepCommand}.
 */
@NullMarked
package dev.cachebench.cli.command.sweep;

import org.jspecify.annotations.NullMarked;
