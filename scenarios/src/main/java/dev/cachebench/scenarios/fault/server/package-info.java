/** Faults that a Redis server is told by command. Start at {@code ServerControl}. */
@NullMarked
package dev.cachebench.scenarios.fault.server;

import org.jspecify.annotations.NullMarked;
