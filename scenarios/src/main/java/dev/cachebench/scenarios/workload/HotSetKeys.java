package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.KeyDistribution;
import org.apache.commons.rng.UniformRandomProvider;

/** A share of the requests goes to the first few keys, the rest to the others; both uniformly. */
final class HotSetKeys implements KeySequence {

  private final int hot;
  private final int cold;
  private final double share;
  private final UniformRandomProvider random;

  HotSetKeys(int count, KeyDistribution.HotSet settings, UniformRandomProvider random) {
    this.hot = settings.keys();
    this.cold = count - settings.keys();
    this.share = settings.share();
    this.random = random;
    if (hot < 1 || cold < 1) {
      throw new IllegalArgumentException(
          "hot keys must be from 1 to %d, but was %d".formatted(count - 1, hot));
    }
  }

  @Override
  public int next() {
    return random.nextDouble() < share ? random.nextInt(hot) : hot + random.nextInt(cold);
  }

  @Override
  public double probability(int keyIndex) {
    return keyIndex < hot ? share / hot : (1 - share) / cold;
  }
}
