package dev.cachebench.scenarios.gate;

/**
 * {@code metric operator value}.
 *
 * @param metric left side
 * @param operator relation
 * @param limit right side
 * @param text the user's own words, for the report
 */
public record GateExpression(MetricName metric, Operator operator, Limit limit, String text) {}
