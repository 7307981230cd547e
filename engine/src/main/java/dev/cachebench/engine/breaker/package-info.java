/**
 * The circuit breaker before L2: it stops asking a tier that fails or is slow, and tries again.
 *
 * <p>Resilience4j counts; only this package knows it. Start reading at {@link
 * dev.cachebench.engine.breaker.Breaker}.
 */
@NullMarked
package dev.cachebench.engine.breaker;

import org.jspecify.annotations.NullMarked;
