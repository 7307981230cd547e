package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.trace.GeneratedTrace;
import dev.cachebench.scenarios.trace.Trace;
import dev.cachebench.scenarios.workload.CheApproximation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * LRU and FIFO on Zipf loads against Che's approximation. Tolerance: 5 binomial standard deviations
 * (p of about 6·10⁻⁷) and 0.0006 for the approximation itself; the warm-up is ten characteristic
 * times or more.
 */
final class ZipfDistributionTest {

  private static final int KEYS = 100_000;
  private static final int WARMUP = 300_000;
  private static final int COUNTED = 1_000_000;
  private static final double OF_THE_APPROXIMATION = 0.0006;

  private static final Map<Double, Trace> TRACES = new TreeMap<>();

  private static KeysConfig keys(double exponent) {
    return new KeysConfig(KEYS, new KeyDistribution.Zipfian(exponent));
  }

  private static Trace trace(double exponent) {
    return TRACES.computeIfAbsent(
        exponent, each -> GeneratedTrace.of("zipf", keys(each), 42, WARMUP + COUNTED));
  }

  private static double hitRatio(double exponent, PolicyKind kind, int capacity) {
    return new Sweep(1, () -> 0)
        .simulate(List.of(trace(exponent)), kind, Capacity.entries(capacity), WARMUP)
        .hitRatio();
  }

  @ParameterizedTest
  @CsvSource({
    "0.8, 100",
    "0.8, 1000",
    "0.8, 10000",
    "0.99, 100",
    "0.99, 1000",
    "0.99, 10000",
  })
  void lruAndFifoHitAsOftenAsTheFormulasSay(double exponent, int capacity) {
    CheApproximation che = CheApproximation.of(keys(exponent));

    assertHitRatio(exponent, PolicyKind.LRU, capacity, che.lru(capacity));
    assertHitRatio(exponent, PolicyKind.FIFO, capacity, che.fifo(capacity));
  }

  private static void assertHitRatio(
      double exponent, PolicyKind kind, int capacity, double predicted) {
    double noise = 5 * Math.sqrt(predicted * (1 - predicted) / COUNTED);

    assertThat(hitRatio(exponent, kind, capacity))
        .as(kind.word())
        .isCloseTo(predicted, within(noise + OF_THE_APPROXIMATION));
  }

  @Test
  void policiesStandInTheOrderOfTheory() {
    int capacity = 1_000;
    double popular = popular(capacity);

    assertThat(
            new double[] {
              hitRatio(0.99, PolicyKind.FIFO, capacity),
              hitRatio(0.99, PolicyKind.LRU, capacity),
              hitRatio(0.99, PolicyKind.CLOCK, capacity),
              hitRatio(0.99, PolicyKind.S3_FIFO, capacity),
              popular,
              hitRatio(0.99, PolicyKind.OPT, capacity),
              hitRatio(0.99, PolicyKind.OPT_BYPASS, capacity)
            })
        .isSorted();
    assertThat(hitRatio(0.99, PolicyKind.SIEVE, capacity))
        .isBetween(hitRatio(0.99, PolicyKind.CLOCK, capacity), popular);
    assertThat(hitRatio(0.99, PolicyKind.ARC, capacity))
        .isBetween(hitRatio(0.99, PolicyKind.LRU, capacity), popular);
    // Caffeine draws by chance; ±0.02 around what it was found to reach.
    assertThat(hitRatio(0.99, PolicyKind.W_TINYLFU, capacity)).isCloseTo(0.581, within(0.02));
  }

  /** What a cache of the most popular keys hits. */
  private static double popular(int capacity) {
    double all = 0;
    double kept = 0;
    for (int rank = KEYS; rank >= 1; rank--) {
      double weight = Math.pow(rank, -0.99);
      all += weight;
      kept += rank <= capacity ? weight : 0;
    }
    return kept / all;
  }
}
