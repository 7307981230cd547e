package dev.cachebench.scenarios.workload;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/**
 * Zipf's law with its exact exponent: the key of rank k has probability k^−α ÷ Σ i^−α.
 *
 * <p>Drawn by rejection-inversion (Hörmann, Derflinger, "Rejection-inversion to generate variates
 * from monotone discrete distributions", ACM TOMACS 6(3), 1996,
 * https://doi.org/10.1145/235025.235029) as Apache Commons RNG implements it: exact for any
 * exponent above 0, constant time and memory for any number of keys, at most 1.15 tries on average.
 * The normalising sum is only needed by {@link #probability} and made when first asked for: term by
 * term for the first ranks, by the Euler-Maclaurin formula behind them, where its error is below
 * that of the addition.
 */
final class ZipfianKeys implements KeySequence {

  private static final int EXACT = 10_000;

  private final int count;
  private final double exponent;
  private final SharedStateDiscreteSampler sampler;
  private double sum;

  ZipfianKeys(int count, double exponent, UniformRandomProvider random) {
    this.count = count;
    this.exponent = exponent;
    this.sampler = RejectionInversionZipfSampler.of(random, count, exponent);
  }

  @Override
  public int next() {
    return sampler.sample() - 1;
  }

  @Override
  public double probability(int keyIndex) {
    if (sum == 0) {
      sum = sum();
    }
    return Math.pow(keyIndex + 1.0, -exponent) / sum;
  }

  /** Adds up all ranks, the smallest terms first. */
  private double sum() {
    int exact = Math.min(count, EXACT);
    double all = count > exact ? tail(exact, count) - Math.pow(exact, -exponent) : 0;
    for (int rank = exact; rank >= 1; rank--) {
      all += Math.pow(rank, -exponent);
    }
    return all;
  }

  /** Adds up the ranks from one to another, both included. */
  private double tail(double from, double to) {
    double s = exponent;
    double integral =
        Math.abs(1 - s) < 1e-9
            ? Math.log(to / from)
            : (Math.pow(to, 1 - s) - Math.pow(from, 1 - s)) / (1 - s);
    double ends = (Math.pow(from, -s) + Math.pow(to, -s)) / 2;
    double slopes = s * (Math.pow(from, -s - 1) - Math.pow(to, -s - 1)) / 12;
    return integral + ends + slopes;
  }
}
