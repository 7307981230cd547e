/**
 * One flight per key in the process: many callers share one load, its value and its error. Uses
 * {@code engine.time} only and knows nothing of tiers. Start at {@code RequestCoalescer}.
 */
@NullMarked
package dev.cachebench.engine.coalesce;

import org.jspecify.annotations.NullMarked;
