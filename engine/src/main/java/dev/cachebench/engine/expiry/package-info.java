/**
 * How long entries live: time to live and its jitter. Uses {@code engine.internal} only. Start at
 * {@code TtlJitter}.
 */
@NullMarked
package dev.cachebench.engine.expiry;

import org.jspecify.annotations.NullMarked;
