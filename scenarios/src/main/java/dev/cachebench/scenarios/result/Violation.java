package dev.cachebench.scenarios.result;

/**
 * A line of {@code violations.jsonl}: a witness of the checker. The first few of each kind, target
 * and phase are kept; the counters have them all.
 *
 * @param t seconds on the run's clock when the answer came
 * @param round from 1
 * @param target name of the target
 * @param node index of the node that answered
 * @param phase name of the phase
 * @param kind {@code wrong-key}, {@code impossible-version}, {@code undecodable}, {@code
 *     stale-beyond-bound}, {@code monotonic}; of a history {@code lost-write}, {@code
 *     lost-invalidation}, {@code resurrected-delete}
 * @param key the key that was asked for
 * @param message what was expected and what came
 */
public record Violation(
    double t,
    int round,
    String target,
    int node,
    String phase,
    String kind,
    String key,
    String message) {}
