package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.trace.GeneratedTrace;
import dev.cachebench.scenarios.trace.Trace;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * LRU and FIFO on a Zipf load against Che's approximation. Tolerance: 5 binomial standard
 * deviations (p of about 6·10⁻⁷) and 0.0006 for the approximation itself. Sources: H. Che, Y. Tung,
 * Z. Wang, "Hierarchical Web Caching Systems", IEEE JSAC 2002; for FIFO V. Martina, M. Garetto, E.
 * Leonardi, https://arxiv.org/abs/1307.6702.
 */
final class ZipfDistributionTest {

  private static final int KEYS = 100_000;
  private static final double EXPONENT = 0.99;
  private static final int CAPACITY = 1_000;
  private static final int WARMUP = 100_000;
  private static final int COUNTED = 1_000_000;
  private static final double OF_THE_APPROXIMATION = 0.0006;

  private static final Trace TRACE =
      GeneratedTrace.of(
          "zipf",
          new KeysConfig(KEYS, new KeyDistribution.Zipfian(EXPONENT)),
          42,
          WARMUP + COUNTED);

  private final double[] probabilities = probabilities();

  @Test
  void lruHitsAsOftenAsCheSays() {
    double predicted = che((p, t) -> 1 - Math.exp(-p * t));

    assertThat(predicted).isCloseTo(0.48939, within(0.00001));
    assertHitRatio(PolicyKind.LRU, predicted);
  }

  @Test
  void fifoHitsAsOftenAsItsVariantOfCheSays() {
    double predicted = che((p, t) -> p * t / (1 + p * t));

    assertThat(predicted).isCloseTo(0.44825, within(0.00001));
    assertHitRatio(PolicyKind.FIFO, predicted);
  }

  @Test
  void policiesStandInTheOrderOfTheory() {
    assertThat(
            new double[] {
              hitRatio(PolicyKind.FIFO),
              hitRatio(PolicyKind.LRU),
              hitRatio(PolicyKind.CLOCK),
              hitRatio(PolicyKind.SIEVE),
              IntStream.range(0, CAPACITY).mapToDouble(i -> probabilities[i]).sum(),
              hitRatio(PolicyKind.OPT),
              hitRatio(PolicyKind.OPT_BYPASS)
            })
        .isSorted();
    // Caffeine draws by chance; ±0.02 around what it was found to reach.
    assertThat(hitRatio(PolicyKind.W_TINYLFU)).isCloseTo(0.581, within(0.02));
  }

  private void assertHitRatio(PolicyKind kind, double predicted) {
    double noise = 5 * Math.sqrt(predicted * (1 - predicted) / COUNTED);

    assertThat(hitRatio(kind)).isCloseTo(predicted, within(noise + OF_THE_APPROXIMATION));
  }

  private static double hitRatio(PolicyKind kind) {
    return new Sweep(1, () -> 0).simulate(TRACE, kind, CAPACITY, WARMUP).hitRatio();
  }

  /** Solves Σ h(p, T) = capacity by bisection and returns Σ p·h(p, T). */
  private double che(DoubleBinaryOperator hit) {
    double low = 0;
    double high = 1e9;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      double held = 0;
      for (double p : probabilities) {
        held += hit.applyAsDouble(p, middle);
      }
      if (held < CAPACITY) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double ratio = 0;
    for (double p : probabilities) {
      ratio += p * hit.applyAsDouble(p, low);
    }
    return ratio;
  }

  private static double[] probabilities() {
    double[] weights =
        IntStream.rangeClosed(1, KEYS).mapToDouble(k -> Math.pow(k, -EXPONENT)).toArray();
    double sum = IntStream.range(0, KEYS).map(i -> KEYS - 1 - i).mapToDouble(i -> weights[i]).sum();
    return IntStream.range(0, KEYS).mapToDouble(i -> weights[i] / sum).toArray();
  }
}
