/**
 * What keeps tiers and nodes from disagreeing: the fence that stops stale fills, and the queue of
 * what Redis did not take. Uses nothing but the JDK. Start at {@code Fence}.
 */
@NullMarked
package dev.cachebench.engine.coherence;

import org.jspecify.annotations.NullMarked;
