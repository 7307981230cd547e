package dev.cachebench.scenarios.model;

import java.time.Duration;

/** How long the simulated origin works on one load, queueing apart. */
public sealed interface ServiceTime {

  /** Returns the mean, in seconds. */
  double meanSeconds();

  /** Returns the variance in units of the squared mean; 0 is always the same. */
  double squaredVariation();

  /**
   * Always the same.
   *
   * @param value 0 or more
   */
  record Fixed(Duration value) implements ServiceTime {
    @Override
    public double meanSeconds() {
      return value.toNanos() / 1e9;
    }

    @Override
    public double squaredVariation() {
      return 0;
    }
  }

  /**
   * Lognormal, given by two quantiles.
   *
   * @param median half of the loads are faster; greater than 0
   * @param p99 99 % of the loads are faster; greater than {@code median}
   */
  record Lognormal(Duration median, Duration p99) implements ServiceTime {
    /** The 99 % quantile of the standard normal distribution. */
    private static final double Z99 = 2.3263478740408408;

    @Override
    public double meanSeconds() {
      double sigma = sigma();
      return median.toNanos() / 1e9 * Math.exp(sigma * sigma / 2);
    }

    @Override
    public double squaredVariation() {
      double sigma = sigma();
      return Math.expm1(sigma * sigma);
    }

    private double sigma() {
      return Math.log((double) p99.toNanos() / median.toNanos()) / Z99;
    }
  }

  /**
   * Exponential.
   *
   * @param mean greater than 0
   */
  record Exponential(Duration mean) implements ServiceTime {
    @Override
    public double meanSeconds() {
      return mean.toNanos() / 1e9;
    }

    @Override
    public double squaredVariation() {
      return 1;
    }
  }
}
