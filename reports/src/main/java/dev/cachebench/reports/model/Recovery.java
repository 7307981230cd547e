package dev.cachebench.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * Whether a cache found back after it had lost a share of its entries at one instant under load;
 * several of them make a diagram.
 *
 * @param target the target
 * @param fault which fault of the scenario, from 0
 * @param phase the phase in which it struck, to whose end the target was watched
 * @param perSecond load in that phase, requests per second
 * @param share of the entries that were lost, 0 to 1
 * @param nanos until it had found back, ns, known to one second; null when it had not. Of several
 *     rounds the worst
 * @param watchedNanos how long it was watched, ns
 */
public record Recovery(
    String target,
    int fault,
    String phase,
    double perSecond,
    double share,
    @Nullable Double nanos,
    double watchedNanos) {}
