/**
 * Judges speedup claims: what figures imply, which verdict and tags follow, and the sentence that
 * says so. Knows nothing of files or rendering. Start at {@code ClaimArithmetic} for figures and at
 * {@code ClaimRules} for the rules.
 */
@NullMarked
package dev.cachebench.reports.claim.rules;

import org.jspecify.annotations.NullMarked;
