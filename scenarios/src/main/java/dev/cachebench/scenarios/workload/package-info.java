/**
 * Which keys, when, what: seeded, pure, without clocks or threads. The same seed gives the same
 * schedule to every target. Start at {@code Schedule}.
 */
@NullMarked
package dev.cachebench.scenarios.workload;

import org.jspecify.annotations.NullMarked;
