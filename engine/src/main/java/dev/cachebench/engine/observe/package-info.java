/**
 * What a cache shows of itself: log lines, health and meters. Uses the engine's public types and,
 * for meters only, Micrometer, which need not be there. Start at {@code CacheHealth}.
 */
@NullMarked
package dev.cachebench.engine.observe;

import org.jspecify.annotations.NullMarked;
