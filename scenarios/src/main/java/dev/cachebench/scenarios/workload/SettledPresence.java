package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.Scenario;
import java.time.Duration;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Which keys a tier that has been running for long holds at any one time.
 *
 * <p>An entry lives for T from its load; then the key is absent until it is asked for again, after
 * 1/λ on average. So it is present with probability λT ÷ (1 + λT), and if present its age is
 * uniform over T (an alternating renewal process, D. R. Cox, "Renewal Theory", 1962). A tier that
 * is filled like this has the hit ratio from the first request on at which one that was filled with
 * every key would arrive after a few times T. Puts renew entries and count as requests; updates and
 * deletes end lives early, which is not counted. Immutable.
 */
public final class SettledPresence {

  private static final double NANOS = 1e9;

  private final KeySequence keys;
  private final double perLife;

  private SettledPresence(KeySequence keys, double perLife) {
    this.keys = keys;
    this.perLife = perLife;
  }

  /**
   * Returns the presence in the outermost tier of a cache under the load of the warm-up.
   *
   * @throws IllegalArgumentException if that load has no rate
   */
  public static SettledPresence of(Scenario scenario, CacheConfig cache) {
    if (!(scenario.load() instanceof LoadModel.Open open)) {
      throw new IllegalArgumentException("load must be open, but was " + scenario.load());
    }
    Duration ttl = cache.l2().enabled() ? cache.l2().ttl() : cache.l1().ttl();
    OperationWeights mix = scenario.operations();
    double filling = (mix.get() + mix.put()) / mix.total();
    KeySequence keys = KeySequence.of(scenario.keys(), RandomSource.XO_RO_SHI_RO_128_PP.create(0));
    return new SettledPresence(keys, open.rate().perSecond() * filling * ttl.toNanos() / NANOS);
  }

  /**
   * Returns how likely a key is there.
   *
   * @param key its index, from 0
   */
  public double of(int key) {
    double asked = keys.probability(key) * perLife;
    return asked / (1 + asked);
  }
}
