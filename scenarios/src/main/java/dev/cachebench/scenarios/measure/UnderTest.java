package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.check.ConsistencyChecker;
import dev.cachebench.scenarios.history.HistoryLog;
import dev.cachebench.scenarios.origin.SimulatedOrigin;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.workload.KeyNames;

/**
 * What one arm drives and watches.
 *
 * @param target the cache
 * @param origin the origin behind it
 * @param checker judges its answers
 * @param names names of the keys
 * @param probe watches what follows an expiry
 * @param lifetimes watches how long entries live
 * @param clocks says what follows each move of a clock
 * @param history takes every operation that has ended
 * @param nodes number of nodes
 */
public record UnderTest(
    CacheTarget target,
    SimulatedOrigin origin,
    ConsistencyChecker checker,
    KeyNames names,
    ExpiryProbe probe,
    LifetimeProbe lifetimes,
    ClockProbe clocks,
    HistoryLog history,
    int nodes) {}
