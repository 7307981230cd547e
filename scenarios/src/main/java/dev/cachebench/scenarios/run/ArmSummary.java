package dev.cachebench.scenarios.run;

/**
 * What an arm did, in a line.
 *
 * @param seconds how long it was measured
 * @param requests operations completed in the measured phases
 * @param errors how many of them failed
 */
public record ArmSummary(double seconds, long requests, long errors) {}
