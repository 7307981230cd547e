/**
 * Renderings of a report: the terminal's text, Markdown, and percentile tables. Every renderer
 * takes a {@code RunReport} and escapes what it shows. Start at {@code TextRenderer}.
 */
@NullMarked
package dev.cachebench.reports.render;

import org.jspecify.annotations.NullMarked;
