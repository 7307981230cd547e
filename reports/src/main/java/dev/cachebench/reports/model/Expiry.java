package dev.cachebench.reports.model;

/**
 * What followed when every copy of every key expired at one instant.
 *
 * @param round from 1
 * @param phase the phase in which it happened
 * @param at seconds on the run's clock
 * @param key the key asked for most
 * @param gets lookups of that key until its last load ended
 * @param loads loads of that key from the origin
 * @param loadNanos mean time of those loads, ns; 0 when there was none
 * @param perSecond lookups of that key per second that the scenario asks for, all nodes
 * @param nodes instances of the service
 * @param concurrentLoads most loads of one key at once
 */
public record Expiry(
    int round,
    String phase,
    double at,
    String key,
    long gets,
    long loads,
    double loadNanos,
    double perSecond,
    int nodes,
    long concurrentLoads) {}
