/**
 * The report as records, in the order in which {@code report.json} prints them, and the one place
 * that turns figures into text ({@code Figures}). Uses the scenario model and the words of metrics,
 * nothing else. Start at {@code RunReport}.
 */
@NullMarked
package dev.cachebench.reports.model;

import org.jspecify.annotations.NullMarked;
