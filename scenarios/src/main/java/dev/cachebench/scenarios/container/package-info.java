/**
 * Redis and Toxiproxy in containers, by Testcontainers, which is loaded only when a scenario asks
 * for it. Start at {@code ContainerRedis}. Nothing else may use Testcontainers.
 */
@NullMarked
package dev.cachebench.scenarios.container;

import org.jspecify.annotations.NullMarked;
