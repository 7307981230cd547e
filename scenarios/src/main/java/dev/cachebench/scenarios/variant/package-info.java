/**
 * Scenarios like another one, but for some of its parts: fewer targets, another load, other rules.
 * Start at {@code Variant}.
 */
@NullMarked
package dev.cachebench.scenarios.variant;

import org.jspecify.annotations.NullMarked;
