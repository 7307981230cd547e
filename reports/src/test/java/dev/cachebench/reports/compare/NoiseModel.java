package dev.cachebench.reports.compare;

import java.util.SplittableRandom;

/**
 * Times as a shared machine gives them: a slow drift (AR(1), coefficient 0.9, standard deviation 4
 * %), 2 % of noise for each run, and in one run of twenty a spike of 15 % on average (exponential).
 */
final class NoiseModel {

  private static final double MEMORY = 0.9;
  private static final double DRIFT = 0.04;
  private static final double NOISE = 0.02;
  private static final double SPIKES = 0.05;
  private static final double SPIKE = 0.15;

  private final SplittableRandom random;
  private double drift;

  NoiseModel(long seed) {
    random = new SplittableRandom(seed);
    drift = DRIFT * random.nextGaussian();
  }

  /** Returns what the next run takes where it would take {@code time} without noise. */
  double next(double time) {
    drift = MEMORY * drift + DRIFT * Math.sqrt(1 - MEMORY * MEMORY) * random.nextGaussian();
    boolean isSpike = random.nextDouble() < SPIKES;
    double spike = isSpike ? -SPIKE * Math.log(1 - random.nextDouble()) : 0;
    return time * (1 + drift) * (1 + NOISE * random.nextGaussian()) * (1 + spike);
  }

  boolean isHeads() {
    return random.nextBoolean();
  }
}
