/**
 * How long entries live: time to live and its jitter, what is known of keys that are absent or
 * fail. Uses {@code engine.memory}, {@code engine.time} and {@code engine.internal}. Start at
 * {@code Lifetimes}.
 */
@NullMarked
package dev.cachebench.engine.expiry;

import org.jspecify.annotations.NullMarked;
