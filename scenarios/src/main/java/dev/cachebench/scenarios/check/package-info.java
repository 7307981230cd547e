/**
 * Every value carries its key and version; this package knows the format and judges each answer
 * against what the origin had committed. Start at {@code ConsistencyChecker}.
 */
@NullMarked
package dev.cachebench.scenarios.check;

import org.jspecify.annotations.NullMarked;
