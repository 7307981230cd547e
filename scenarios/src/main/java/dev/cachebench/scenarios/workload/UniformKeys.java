package dev.cachebench.scenarios.workload;

import org.apache.commons.rng.UniformRandomProvider;

/** Every key is equally likely. */
final class UniformKeys implements KeySequence {

  private final int count;
  private final UniformRandomProvider random;

  UniformKeys(int count, UniformRandomProvider random) {
    this.count = count;
    this.random = random;
  }

  @Override
  public int next() {
    return random.nextInt(count);
  }

  @Override
  public double probability(int keyIndex) {
    return 1.0 / count;
  }
}
