package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Which key each request asks for. Key 0 is always among the most likely.
 *
 * <p>Confined to one thread.
 */
public interface KeySequence {

  /** Returns the index of the next key, from 0. */
  int next();

  /**
   * Returns how likely a request asks for a key, between 0 and 1; over all keys this adds up to 1.
   *
   * @param keyIndex from 0
   */
  double probability(int keyIndex);

  /**
   * Makes the sequence of a distribution.
   *
   * @param random where its draws come from
   */
  static KeySequence of(KeysConfig keys, UniformRandomProvider random) {
    KeyDistribution distribution = keys.distribution();
    int count = keys.count();
    if (distribution instanceof KeyDistribution.Uniform) {
      return new UniformKeys(count, random);
    }
    if (distribution instanceof KeyDistribution.Zipfian zipfian) {
      return new ZipfianKeys(count, zipfian.exponent(), random);
    }
    if (distribution instanceof KeyDistribution.HotSet hotSet) {
      return new HotSetKeys(count, hotSet, random);
    }
    if (distribution instanceof KeyDistribution.Sequential) {
      return new SequentialKeys(count);
    }
    throw new IllegalArgumentException("no key sequence for " + distribution);
  }
}
