package dev.cachebench.scenarios.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The tier in Redis, shared by the nodes.
 *
 * @param enabled whether there is one
 * @param ttl time to live, at least 1 ms; default 60 s
 * @param budget time that one lookup may spend on L2; null is off: the client's own timeout of 60 s
 * @param queue commands that may wait for Redis at once in each node, 1 or more; default 1,000
 */
public record L2Config(boolean enabled, Duration ttl, @Nullable Duration budget, int queue) {}
