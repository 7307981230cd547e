/**
 * L2, the tier in Redis: addresses, connections, the envelope around values, the budget. The only
 * package that uses Lettuce and Netty; also {@code engine.time} and {@code engine.internal}. Start
 * at {@code L2Store}.
 */
@NullMarked
package dev.cachebench.engine.redis;

import org.jspecify.annotations.NullMarked;
