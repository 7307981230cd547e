/**
 * Caches around existing code: {@code @Cached} on the methods of an interface, by a JDK proxy, and
 * memoized functions. Built on the engine's public types only. Start at {@code CachedProxy}.
 */
@NullMarked
package dev.cachebench.engine.decorate;

import org.jspecify.annotations.NullMarked;
