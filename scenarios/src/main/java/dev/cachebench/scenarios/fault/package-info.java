/** Faults: each one class, started and stopped by the fault timeline. Start at {@code Fault}. */
@NullMarked
package dev.cachebench.scenarios.fault;

import org.jspecify.annotations.NullMarked;
