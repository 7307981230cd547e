/**
 * Serves the figures of a run while it goes on, for Prometheus. What they are is {@code
 * reports.live}'s; here is the server alone. Start at {@code MetricsServer}.
 */
@NullMarked
package dev.cachebench.cli.live;

import org.jspecify.annotations.NullMarked;
