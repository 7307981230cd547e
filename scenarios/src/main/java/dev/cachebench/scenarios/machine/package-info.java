/**
 * What the machine does while an arm runs: who uses the processors, who waits for one, how long the
 * JVM stands still, what a hypervisor or a quota takes away. Reads {@code /proc}, cgroups and the
 * JVM's safepoint log; knows nothing of load and caches. Start at {@code MachineMeter}.
 */
@NullMarked
package dev.cachebench.scenarios.machine;

import org.jspecify.annotations.NullMarked;
