package dev.cachebench.scenarios.model;

/**
 * The simulated origin.
 *
 * @param serviceTime time of one load, once it has a place
 * @param concurrency loads at once, 1 or more; further ones queue first in, first out, without
 *     bound
 * @param errorRatio share of loads that fail after their service time, between 0 and 1; default 0
 * @param poison share of keys whose loads always fail, 0 to 1; default 0
 */
public record OriginConfig(
    ServiceTime serviceTime, int concurrency, double errorRatio, double poison) {

  /** Returns an origin that has no key whose loads always fail. */
  public OriginConfig(ServiceTime serviceTime, int concurrency, double errorRatio) {
    this(serviceTime, concurrency, errorRatio, 0);
  }
}
