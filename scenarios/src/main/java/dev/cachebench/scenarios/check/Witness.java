package dev.cachebench.scenarios.check;

/**
 * One answer that was wrong, kept as evidence.
 *
 * @param nanos when the answer came, run's clock
 * @param phase index of the phase of its slot
 * @param node index of the node that answered
 * @param finding what was wrong
 * @param key name of the key that was asked for
 * @param message what was expected and what came
 */
public record Witness(
    long nanos, int phase, int node, Finding finding, String key, String message) {}
