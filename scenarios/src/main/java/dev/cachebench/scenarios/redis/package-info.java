/**
 * Redis servers: found or unpacked, started on loopback with a password, gone with the tool. Start
 * at {@code EmbeddedRedis}.
 */
@NullMarked
package dev.cachebench.scenarios.redis;

import org.jspecify.annotations.NullMarked;
