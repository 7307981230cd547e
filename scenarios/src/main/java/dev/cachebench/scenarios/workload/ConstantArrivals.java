package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.Rate;

/**
 * Equal gaps. Each start is computed from its number, not from the one before, so that rounding
 * never adds up.
 */
final class ConstantArrivals implements ArrivalSchedule {

  private static final double NANOS_IN_SECOND = 1e9;

  private final double perSecond;
  private long number;

  ConstantArrivals(Rate rate) {
    this.perSecond = rate.perSecond();
  }

  @Override
  public long nextNanos() {
    return (long) (number++ * NANOS_IN_SECOND / perSecond);
  }
}
