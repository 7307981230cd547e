/** Comparisons as text and Markdown. Start at {@code ComparisonText}. */
@NullMarked
package dev.cachebench.reports.compare.render;

import org.jspecify.annotations.NullMarked;
