/**
 * Live stop conditions ({@code abort-when}): figures of the latest seconds of an arm, and what
 * watches them while rows go by on their way to the run directory. Start at {@code AbortWatch}.
 */
@NullMarked
package dev.cachebench.scenarios.abort;

import org.jspecify.annotations.NullMarked;
