/**
 * Computes the report of a run directory and writes its renderings. Everything here is a pure
 * function of the run's files: no clock, no network, no state. Start at {@code Reports}.
 */
@NullMarked
package dev.cachebench.reports;

import org.jspecify.annotations.NullMarked;
