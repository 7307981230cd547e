package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.Rate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Exponential gaps of mean 1 ÷ rate, as many independent callers make them. Sums are kept as double
 * ns, exact to a nanosecond for three months.
 */
final class PoissonArrivals implements ArrivalSchedule {

  private static final double NANOS_IN_SECOND = 1e9;

  private final ZigguratSampler.Exponential gapNanos;
  private double nanos;

  PoissonArrivals(Rate rate, UniformRandomProvider random) {
    this.gapNanos = ZigguratSampler.Exponential.of(random, NANOS_IN_SECOND / rate.perSecond());
  }

  @Override
  public long nextNanos() {
    nanos += gapNanos.sample();
    return (long) nanos;
  }
}
