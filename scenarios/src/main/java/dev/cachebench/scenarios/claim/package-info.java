/**
 * Speedup claims as they are written: what is claimed, of which figure. Uses the number grammar of
 * {@code gate} and nothing else. Start at {@code ClaimForm}.
 */
@NullMarked
package dev.cachebench.scenarios.claim;

import org.jspecify.annotations.NullMarked;
