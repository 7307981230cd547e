/**
 * The engine's time: the only package that reads a clock. Uses nothing but the JDK. Start at {@code
 * Ticker}.
 */
@NullMarked
package dev.cachebench.engine.time;

import org.jspecify.annotations.NullMarked;
