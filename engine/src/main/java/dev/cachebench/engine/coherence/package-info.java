/**
 * What keeps tiers and nodes from disagreeing: today the fence that stops stale fills. Uses nothing
 * but the JDK. Start at {@code Fence}.
 */
@NullMarked
package dev.cachebench.engine.coherence;

import org.jspecify.annotations.NullMarked;
