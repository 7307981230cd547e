package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.ServiceTime;
import dev.cachebench.scenarios.workload.Mixing;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long each load takes and whether it fails, as a pure function of the seed, the key and how
 * often that key was loaded before, so that every target meets the same origin.
 *
 * <p>Service times are drawn by inversion: lognormal with μ = ln(median) and σ = ln(p99 ÷ median) ÷
 * z, where z is the normal distribution's 99 % quantile; exponential as −mean · ln(1 − u). Safe for
 * use by many threads.
 */
final class LoadDraws {

  private static final double Z99 = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.99);
  private static final long FAILS = 1;
  private static final long IS_POISON = 2;

  private final ServiceTime serviceTime;
  private final double errorRatio;
  private final double poison;
  private final long seed;
  private final LogNormalDistribution lognormal;

  LoadDraws(OriginConfig origin, long seed) {
    this.serviceTime = origin.serviceTime();
    this.errorRatio = origin.errorRatio();
    this.poison = origin.poison();
    this.seed = seed;
    this.lognormal = lognormal(origin.serviceTime());
  }

  private static LogNormalDistribution lognormal(ServiceTime serviceTime) {
    if (serviceTime instanceof ServiceTime.Lognormal quantiles) {
      double median = quantiles.median().toNanos();
      double sigma = Math.log(quantiles.p99().toNanos() / median) / Z99;
      return LogNormalDistribution.of(Math.log(median), sigma);
    }
    return LogNormalDistribution.of(0, 1);
  }

  /**
   * Returns the service time, ns.
   *
   * @param load how often the key was loaded before
   */
  long serviceNanos(int key, long load) {
    if (serviceTime instanceof ServiceTime.Fixed fixed) {
      return fixed.value().toNanos();
    }
    double unit = Mixing.unit(bits(key, load));
    if (serviceTime instanceof ServiceTime.Exponential exponential) {
      return (long) (-exponential.mean().toNanos() * Math.log1p(-unit));
    }
    return (long) lognormal.inverseCumulativeProbability(unit);
  }

  /**
   * Returns whether the load fails.
   *
   * @param more share of the loads that would not fail by themselves that fail, too
   */
  boolean isError(int key, long load, double more) {
    if (isPoison(key)) {
      return true;
    }
    double ratio = errorRatio + (1 - errorRatio) * more;
    return ratio > 0 && Mixing.unit(Mixing.append(bits(key, load), FAILS)) < ratio;
  }

  /** Returns whether every load of the key fails. */
  private boolean isPoison(int key) {
    return poison > 0 && Mixing.unit(Mixing.append(Mixing.append(seed, key), -IS_POISON)) < poison;
  }

  private long bits(int key, long load) {
    return Mixing.append(Mixing.append(seed, key), load);
  }
}
