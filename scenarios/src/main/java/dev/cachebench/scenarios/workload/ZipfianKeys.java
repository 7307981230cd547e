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
 * The normalising sum is only needed by {@link #probability} and made, smallest terms first, when
 * first asked for.
 */
final class ZipfianKeys implements KeySequence {

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
      for (int rank = count; rank >= 1; rank--) {
        sum += Math.pow(rank, -exponent);
      }
    }
    return Math.pow(keyIndex + 1.0, -exponent) / sum;
  }
}
