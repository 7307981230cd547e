/**
 * JMH benchmarks of the engine's paths, each beside the plain library that it is built on, in
 * forked JVMs; the only place that knows JMH. Start at {@code MicroRun}; what its results say is
 * {@code MicroResults}. Beside them, without JMH, {@code ProxyOverhead}.
 */
@NullMarked
package dev.cachebench.scenarios.micro;

import org.jspecify.annotations.NullMarked;
