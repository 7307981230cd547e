/**
 * The report as one HTML file that needs no network: tables, timelines with faults, percentile
 * curves. May use {@code render} for words and rows. Everything shown goes through {@code Html},
 * which escapes it; everything drawn is data in {@code PageData}. Start at {@code HtmlRenderer};
 * style sheet and script are resources beside it.
 */
@NullMarked
package dev.cachebench.reports.html;

import org.jspecify.annotations.NullMarked;
