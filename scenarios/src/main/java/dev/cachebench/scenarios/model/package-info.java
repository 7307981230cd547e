/**
 * What a scenario file says, as immutable records that are valid by construction. Nothing here
 * reads files, clocks or the network; {@code yaml} builds these records and {@code run} obeys them.
 * Start at {@code Scenario}.
 */
@NullMarked
package dev.cachebench.scenarios.model;

import org.jspecify.annotations.NullMarked;
