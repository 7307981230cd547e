/** Faults of what Redis holds. Start at {@code StoredData}. */
@NullMarked
package dev.cachebench.scenarios.fault.data;

import org.jspecify.annotations.NullMarked;
