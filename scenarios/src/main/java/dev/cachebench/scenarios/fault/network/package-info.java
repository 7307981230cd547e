/**
 * Faults between the caches and Redis: a proxy driven over its HTTP interface, or a link that is
 * cut. Start at {@code NetworkControl}.
 */
@NullMarked
package dev.cachebench.scenarios.fault.network;

import org.jspecify.annotations.NullMarked;
