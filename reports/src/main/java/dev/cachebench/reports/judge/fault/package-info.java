/**
 * What a fault did to an arm, second by second: detection, amplification, recovery. Start at {@code
 * FaultMetrics}.
 */
@NullMarked
package dev.cachebench.reports.judge.fault;

import org.jspecify.annotations.NullMarked;
