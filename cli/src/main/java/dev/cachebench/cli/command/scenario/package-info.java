/**
 * Commands about scenario files, which run nothing: write one, check one, list and copy the bundled
 * ones, print the schema; begin with {@link ValidateCommand}.
 */
@NullMarked
package dev.cachebench.cli.command.scenario;

import org.jspecify.annotations.NullMarked;
