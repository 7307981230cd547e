/**
 * Faults of processes. Redis's is killed, stopped, restarted, made to load: the tool owns it, and
 * does it. A node's, where it has one, is stopped, or made to collect garbage: the arm does it.
 */
@NullMarked
package dev.cachebench.scenarios.fault.process;

import org.jspecify.annotations.NullMarked;
