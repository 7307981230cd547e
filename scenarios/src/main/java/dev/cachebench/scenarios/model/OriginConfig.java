package dev.cachebench.scenarios.model;

import org.jspecify.annotations.Nullable;

/**
 * The origin.
 *
 * @param serviceTime time of one load, once it has a place; 0 where a source takes its own time
 * @param concurrency loads at once, 1 or more; further ones queue first in, first out, without
 *     bound
 * @param errorRatio share of loads that fail after their service time, between 0 and 1; default 0
 * @param poison share of keys whose loads always fail, 0 to 1; default 0
 * @param source what does the work for real; null is simulated
 */
public record OriginConfig(
    ServiceTime serviceTime,
    int concurrency,
    double errorRatio,
    double poison,
    @Nullable OriginSource source) {

  /** Returns a simulated origin with keys whose loads always fail. */
  public OriginConfig(ServiceTime serviceTime, int concurrency, double errorRatio, double poison) {
    this(serviceTime, concurrency, errorRatio, poison, null);
  }

  /** Returns a simulated origin that has no key whose loads always fail. */
  public OriginConfig(ServiceTime serviceTime, int concurrency, double errorRatio) {
    this(serviceTime, concurrency, errorRatio, 0);
  }
}
