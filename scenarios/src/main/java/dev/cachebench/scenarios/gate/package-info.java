/**
 * The words for what is measured and the little language of gates: {@code metric operator value}.
 * Parsing only; {@code reports.judge} evaluates against a report. Start at {@code GateExpression}.
 */
@NullMarked
package dev.cachebench.scenarios.gate;

import org.jspecify.annotations.NullMarked;
