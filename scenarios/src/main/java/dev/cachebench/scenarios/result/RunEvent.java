package dev.cachebench.scenarios.result;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code events.jsonl}.
 *
 * <p>Events and their {@code details}:
 *
 * <ul>
 *   <li>{@code run-start}: seed, scenario; {@code run-end}: status ({@code complete}, {@code
 *       aborted} or {@code interrupted})
 *   <li>{@code arm-start}: redis (name and version), bound-nanos (what the target promises about
 *       staleness; absent when it promises nothing)
 *   <li>{@code preflight}: what the benchmark itself costs, measured before the load with a target
 *       that does nothing: cost-nanos (processor time of a request on the generator's thread),
 *       response-mean-nanos, response-p50-nanos, response-p90-nanos, response-p99-nanos; for open
 *       loads also rate (the highest), lag-p99-nanos at that rate, sustained-rate; up to 5,000/s
 *       real-time (whether the generator runs before other threads)
 *   <li>{@code hit-time}: hits in L1, timed in batches after the load: keys, batches, and of the
 *       batches' time for each get median-nanos, p10-nanos, p90-nanos; absent where there is no L1,
 *       or a get does not answer on the calling thread
 *   <li>{@code preload}: entries, seconds
 *   <li>{@code phase-start}, {@code phase-end}: phase; the end carries staleness percentiles in
 *       nanoseconds when stale reads were seen
 *   <li>{@code fault-start}, {@code fault-stop}, {@code fault-failed}: fault, index (line of the
 *       timeline, from 0), l2-asked and l2-failed (calls of Redis of all nodes so far, where the
 *       target counts them), and a message when it failed; of a fault that has an own count of its
 *       effect, seen (whether there was any) when it stops, and {@code fault-seen} once when the
 *       first is noticed
 *   <li>{@code clock}: what one move of a clock did: on ({@code nodes} or {@code redis}), by-nanos,
 *       rate, overrun-nanos and early-nanos (how much entries of L1 outlived and fell short of
 *       their life), staleness-nanos, keys, expired-early, window-nanos
 *   <li>{@code expiry}: what followed one {@code expire-all}: key (the one asked for most), gets
 *       (lookups of it until its last load ended), loads (loads of it), load-nanos (mean), lambda
 *       (gets per second of it that the scenario asks for, all nodes), nodes, total-loads, keys
 *       (keys loaded), concurrent-loads-per-key
 *   <li>{@code breaker}: a breaker changed: node (index, from 0), state ({@code closed}, {@code
 *       open}, {@code half-open})
 *   <li>{@code health}: a node saw that Redis does not answer, or that it does again: node, l2
 *       ({@code down}, {@code up})
 *   <li>{@code generator}: lag-p99-nanos, lag-max-nanos, late (slots more than 1 ms late), slots
 *   <li>{@code arm-end}: schedule-hash, slots (taken), scheduled (slots of the schedule), status
 *       ({@code complete}, {@code failed}, {@code aborted}, {@code interrupted}), message
 *   <li>{@code history}: the history was checked: operations, segments, cut (why it ends before the
 *       load did; empty when it does not), check-seconds, and what was found, by the words of gates
 *   <li>{@code abort}: a condition of {@code abort-when} held: index (from 0), that (its words),
 *       over-seconds, value, limit (both in the metric's base unit)
 * </ul>
 *
 * @param t seconds on the run's clock
 * @param round from 1; 0 when it belongs to no arm
 * @param target name of the target, or null when it belongs to no arm
 * @param event what happened
 * @param phase the phase in which it happened, or null
 * @param details further figures, by kebab-case name
 */
public record RunEvent(
    double t,
    int round,
    @Nullable String target,
    String event,
    @Nullable String phase,
    Map<String, Object> details) {}
