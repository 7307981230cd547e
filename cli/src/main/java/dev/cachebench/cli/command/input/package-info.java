/**
 * What several commands take from the command line and the environment: scenarios and settings,
 * class paths, Redis, folders of runs, targets. What is wrong with it is a {@link UsageException},
 * and ends with exit code 2 before anything runs. It uses no other package of the commands; begin
 * with {@link ScenarioSource}.
 */
@NullMarked
package dev.cachebench.cli.command.input;

import org.jspecify.annotations.NullMarked;
