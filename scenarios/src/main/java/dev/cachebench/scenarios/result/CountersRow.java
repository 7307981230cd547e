package dev.cachebench.scenarios.result;

import java.util.Map;

/**
 * A line of {@code counters.jsonl}: what was counted in one second, for one node, in one phase.
 * Rows of one phase add up; {@code max} entries combine by the larger.
 *
 * <p>Keys of {@code counts}: {@code offered} (slots whose intended start lies in the phase), {@code
 * shed} (slots that the generator never started), {@code refused} (slots that the target had no
 * place for; they are also counted as {@code OPERATION.error}), {@code OPERATION.OUTCOME} such as
 * {@code get.l1} (completed operations), {@code get.coalesced} (gets that joined another's load),
 * {@code origin.loads}, {@code origin.errors}, {@code wrong-values}, {@code stale-reads}, {@code
 * stale-reads-beyond-bound}, {@code monotonic-violations}, {@code lost-writes}, {@code
 * lost-invalidations}, {@code resurrected-deletes} (those three of a history, after the load),
 * {@code late.pause}, {@code late.wake}, {@code late.call}, {@code late.rate} (slots that started
 * more than 1 ms late, by what held the generator up). Figures that belong to no node are reported
 * under node −1.
 *
 * <p>Keys of {@code sums}: {@code SERIES.OPERATION.OUTCOME} such as {@code response-time.get.l1},
 * exact sums in ns; under node −1 what the machine did, as {@link
 * dev.cachebench.scenarios.machine.MachineMeter} lists it.
 *
 * <p>Keys of {@code max}: {@code concurrent-loads-per-key}, {@code loads-per-key} (so far in the
 * phase), {@code in-flight}, {@code staleness-nanos}, {@code pause} (longest time in which the JVM
 * stood still, ns).
 *
 * @param t seconds on the run's clock at the end of the interval
 * @param round from 1
 * @param target name of the target
 * @param node index of the node, or −1 for what no node owns
 * @param phase name of the phase, or {@code warmup}
 * @param counts what was counted in the interval
 * @param sums exact sums over the interval, ns
 * @param max largest value seen
 */
public record CountersRow(
    double t,
    int round,
    String target,
    int node,
    String phase,
    Map<String, Long> counts,
    Map<String, Long> sums,
    Map<String, Long> max) {}
