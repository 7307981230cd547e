/**
 * L1, the tier in memory: capacity, expiry of each entry on the engine's ticker, conditional insert
 * and two policies of eviction. Uses Caffeine, {@code engine.time} and {@code engine.internal}.
 * Start at {@code L1Store}.
 */
@NullMarked
package dev.cachebench.engine.memory;

import org.jspecify.annotations.NullMarked;
