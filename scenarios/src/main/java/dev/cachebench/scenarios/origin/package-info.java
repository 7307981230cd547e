/**
 * The origin behind the caches, simulated: service times, limited concurrency with a real queue,
 * errors, and the truth about which version of each key is committed. Start at {@code Origin}.
 */
@NullMarked
package dev.cachebench.scenarios.origin;

import org.jspecify.annotations.NullMarked;
