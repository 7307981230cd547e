/**
 * What a run says for or against a claim about speed, with the generator's lag allowed for. Start
 * at {@code ClaimSamples}.
 */
@NullMarked
package dev.cachebench.reports.judge.claim;

import org.jspecify.annotations.NullMarked;
