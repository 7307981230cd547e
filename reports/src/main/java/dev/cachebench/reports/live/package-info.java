/**
 * A run's figures while it goes on: the lines that go into the run directory, added up as they
 * come, by the names of the {@code openmetrics} export; a Grafana dashboard and Prometheus alert
 * rules on them. The only place of this module that keeps state. Start at {@code LiveMetrics}.
 */
@NullMarked
package dev.cachebench.reports.live;

import org.jspecify.annotations.NullMarked;
