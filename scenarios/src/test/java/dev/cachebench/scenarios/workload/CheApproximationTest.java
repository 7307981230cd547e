package dev.cachebench.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheApproximationTest {

  private static CheApproximation zipfian(int count, double exponent) {
    return CheApproximation.of(new KeysConfig(count, new KeyDistribution.Zipfian(exponent)));
  }

  /** Solved by a program of its own with the exact sum over 100,000 keys. */
  @ParameterizedTest
  @CsvSource({
    "0.8, 100, 104, .06779, .05734",
    "0.8, 1000, 1169, .20433, .17921",
    "0.8, 10000, 15606, .46869, .42837",
    "0.99, 100, 125, .27480, .23633",
    "0.99, 1000, 1686, .48939, .44825",
    "0.99, 10000, 27854, .72496, .68789"
  })
  void equalsTheExactSums(double exponent, int capacity, double requests, double lru, double fifo) {
    CheApproximation che = zipfian(100_000, exponent);

    double found = che.characteristicTime(capacity);

    assertThat(found).isCloseTo(requests, within(0.6));
    assertThat(che.lru(capacity)).isCloseTo(lru, within(1e-5));
    assertThat(che.fifo(capacity)).isCloseTo(fifo, within(1e-5));
  }

  @Test
  void aCacheThatHoldsAllForgetsNothing() {
    assertThat(zipfian(100, 1).characteristicTime(100)).isInfinite();
    assertThat(zipfian(100, 1).lru(100)).isEqualTo(1);
  }

  @Test
  void groupsAHotSetAtItsEdge() {
    CheApproximation che =
        CheApproximation.of(new KeysConfig(5000, new KeyDistribution.HotSet(1234, 0.9)));

    assertThat(che.afterRequests(1e9)).isCloseTo(1, within(1e-9));
  }

  @Test
  void handlesTheLargestCatalogueQuickly() {
    CheApproximation che = zipfian(100_000_000, 0.99);

    assertThat(che.afterRequests(1e15)).isCloseTo(1, within(1e-3));
  }
}
