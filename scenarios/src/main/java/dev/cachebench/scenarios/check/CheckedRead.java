package dev.cachebench.scenarios.check;

/**
 * Which read an answer belongs to.
 *
 * @param phase index of the phase of its slot
 * @param node index of the node that answered
 * @param key index of the key that was asked for
 * @param startNanos when it was sent, run's clock
 * @param endNanos when the answer came, run's clock
 */
public record CheckedRead(int phase, int node, int key, long startNanos, long endNanos) {}
