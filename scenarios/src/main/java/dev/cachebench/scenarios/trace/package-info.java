/**
 * Recorded and generated sequences of keys, read as a stream, their keys numbered densely from 0.
 * Uses {@code workload}, and libraries for CSV, xz and zstd. Start at {@code TraceReader}.
 */
@NullMarked
package dev.cachebench.scenarios.trace;

import org.jspecify.annotations.NullMarked;
