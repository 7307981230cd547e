/**
 * Faults of wall clocks. A node's is injected ({@code NodeClock}), so that no fault touches the
 * machine's; Redis's is the real one of its process, moved by libfaketime ({@code RedisClock}). A
 * skew and a step differ in their end alone: what a clock's being wrong does to entries happens
 * when it moves, and the skew's end moves it once more.
 */
@NullMarked
package dev.cachebench.scenarios.fault.clock;

import org.jspecify.annotations.NullMarked;
