package dev.cachebench.scenarios.model;

/**
 * The limit on loads of one node.
 *
 * @param enabled whether there is one
 * @param concurrency loads at once, 1 or more; default 64
 * @param queue loads that may wait, 0 or more; default 256
 * @param whileOpen loads at once while the breaker is not closed, 1 to concurrency; default half of
 *     it
 */
public record OriginLimitConfig(boolean enabled, int concurrency, int queue, int whileOpen) {

  /** No limit. */
  public static final OriginLimitConfig OFF = new OriginLimitConfig(false, 64, 256, 32);
}
