package dev.cachebench.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class FillTimeTest {

  private static final Duration FOREVER = Duration.ofDays(365);

  private static FillTime zipfian(int count, double exponent) {
    return FillTime.of(new KeysConfig(count, new KeyDistribution.Zipfian(exponent)));
  }

  /** A rank of uniform keys is as good as another: 1−e^{−t÷N} is all. */
  @Test
  void fillsWithUniformKeysAsFastAsTheLawSays() {
    FillTime fill = FillTime.of(new KeysConfig(1000, new KeyDistribution.Uniform()));

    Duration settled = fill.untilSettled(1000, FOREVER, 100);

    assertThat(settled.toMillis() / 1e3).isCloseTo(10 * -Math.log(0.02), within(0.01));
  }

  @Test
  void nothingIsRememberedBeyondTheTimeToLive() {
    FillTime fill = FillTime.of(new KeysConfig(1000, new KeyDistribution.Uniform()));

    assertThat(fill.untilSettled(1000, Duration.ofSeconds(2), 100))
        .isLessThan(Duration.ofSeconds(2))
        .isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void aSmallCacheSettlesSoonerThanALargeOne() {
    FillTime fill = zipfian(10_000, 0.99);

    assertThat(fill.untilSettled(100, FOREVER, 1000))
        .isLessThan(fill.untilSettled(1000, FOREVER, 1000));
  }

  /** The simulated LRU has its final hit ratio when the law says so, and not much before. */
  @Test
  void agreesWithASimulatedCache() {
    int runs = 200;
    KeysConfig keys = new KeysConfig(2000, new KeyDistribution.Zipfian(0.9));
    int capacity = 200;
    FillTime fill = FillTime.of(keys);
    int settled = (int) (fill.untilSettled(capacity, FOREVER, 1).toMillis() / 1000);
    int early = 0;
    int late = 0;
    for (int run = 0; run < runs; run++) {
      KeySequence sequence = KeySequence.of(keys, RandomSource.XO_RO_SHI_RO_128_PP.create(run));
      LinkedHashMap<Integer, Boolean> lru = new LinkedHashMap<>(16, 0.75f, true);
      for (int i = 0; i < 2 * settled; i++) {
        boolean isHit = lru.put(sequence.next(), true) != null;
        if (lru.size() > capacity) {
          lru.remove(lru.keySet().iterator().next());
        }
        if (isHit && i >= settled / 8 && i < settled / 4) {
          early++;
        }
        if (isHit && i >= settled) {
          late++;
        }
      }
    }
    double end = CheApproximation.of(keys).lru(capacity);
    double after = (double) late / runs / settled;
    double before = (double) early / runs / (settled / 4 - settled / 8);
    assertThat(after).isCloseTo(end, within(0.02));
    assertThat(before).isLessThan(end - 0.05);
  }
}
