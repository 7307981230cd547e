package dev.cachebench.scenarios.model;

import java.time.Duration;

/**
 * A named stretch of the measured time.
 *
 * @param name letters, digits, {@code -} and {@code _}; unique
 * @param duration greater than 0
 * @param load the scenario's load, or the phase's own
 */
public record PhaseConfig(String name, Duration duration, LoadModel load) {}
