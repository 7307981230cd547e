/**
 * What the charts of {@code report.html} draw: points, bands, lanes and curves from a run
 * directory. May use {@code hdr}; knows nothing of markup. Start at {@code PageDataReader}.
 */
@NullMarked
package dev.cachebench.reports.html.data;

import org.jspecify.annotations.NullMarked;
