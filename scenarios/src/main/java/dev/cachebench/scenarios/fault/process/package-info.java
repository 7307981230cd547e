/**
 * Faults of the Redis process: it is killed, stopped, restarted, made to load. What they do, the
 * tool does, which owns the process.
 */
@NullMarked
package dev.cachebench.scenarios.fault.process;

import org.jspecify.annotations.NullMarked;
