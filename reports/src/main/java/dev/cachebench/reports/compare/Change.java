package dev.cachebench.reports.compare;

import dev.cachebench.reports.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a target and phase on both sides.
 *
 * @param target the candidate's target
 * @param phase name of the phase
 * @param metric the metric's word
 * @param base median of the base's rounds in the metric's base unit; null when it has none
 * @param candidate median of the candidate's rounds; null when it has none
 * @param baseRounds rounds of the base that are compared
 * @param candidateRounds rounds of the candidate that are compared
 * @param change candidate over base, minus 1; for shares the difference; null when there is none
 * @param interval 95 % interval of the change; null when there is none
 * @param margin change for the worse that counts; the same unit
 * @param verdict the answer
 * @param reason why, in a sentence
 */
public record Change(
    String target,
    String phase,
    String metric,
    @Nullable Double base,
    @Nullable Double candidate,
    int baseRounds,
    int candidateRounds,
    @Nullable Double change,
    @Nullable Interval interval,
    double margin,
    ChangeVerdict verdict,
    String reason) {}
