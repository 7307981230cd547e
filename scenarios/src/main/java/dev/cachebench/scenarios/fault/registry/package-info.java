/**
 * Builds the fault that a line of a timeline names, from the places of an arm. Start at {@code
 * Faults}.
 */
@NullMarked
package dev.cachebench.scenarios.fault.registry;

import org.jspecify.annotations.NullMarked;
