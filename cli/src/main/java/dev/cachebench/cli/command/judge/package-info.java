/**
 * How a run is judged and shown: options, baselines, gates, formats, and the exit code that
 * follows. It reads run directories and starts nothing but a browser; begin with {@link JudgedRun}.
 */
@NullMarked
package dev.cachebench.cli.command.judge;

import org.jspecify.annotations.NullMarked;
