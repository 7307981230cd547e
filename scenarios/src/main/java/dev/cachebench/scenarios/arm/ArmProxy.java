package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.net.URI;

/**
 * The proxy between the caches of an arm and Redis.
 *
 * @param api address of its server's HTTP interface
 * @param name its name there
 * @param direct where Redis is without it
 */
public record ArmProxy(URI api, String name, RedisEndpoint direct) {}
