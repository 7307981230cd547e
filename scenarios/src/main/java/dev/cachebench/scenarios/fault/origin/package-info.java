/** Faults of the simulated origin: each sets the weather that loads meet. */
@NullMarked
package dev.cachebench.scenarios.fault.origin;

import org.jspecify.annotations.NullMarked;
