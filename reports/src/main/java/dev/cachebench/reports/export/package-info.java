/**
 * Forms of a report that other tools read: JUnit XML, CSV, OpenMetrics, github-action-benchmark,
 * JMH, HdrHistogram logs. One class for each, all {@code Renderer}s but the log, which is written
 * as it is read. Start at {@code Export}, which names them all.
 */
@NullMarked
package dev.cachebench.reports.export;

import org.jspecify.annotations.NullMarked;
