package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.LoadModel;

/**
 * A phase with its place in the schedule; the warm-up is one, too.
 *
 * @param index from 0, in the order of time
 * @param name name of the phase, or {@code warmup}
 * @param startNanos ns from the schedule's start
 * @param endNanos ns from the schedule's start, exclusive
 * @param load how requests are offered
 */
public record PhaseSpan(int index, String name, long startNanos, long endNanos, LoadModel load) {}
