/**
 * Turns merged measurements into metrics and judges them: validity, predictions, gates,
 * expectations, warnings, verdict. Returns values, never throws for what was measured. Start at
 * {@code Judge}.
 */
@NullMarked
package dev.cachebench.reports.judge;

import org.jspecify.annotations.NullMarked;
