/**
 * Faults: each one class, in a package by what it breaks, started and stopped by the timeline.
 * Start at {@code Fault}; {@code registry} has the list of them.
 */
@NullMarked
package dev.cachebench.scenarios.fault;

import org.jspecify.annotations.NullMarked;
