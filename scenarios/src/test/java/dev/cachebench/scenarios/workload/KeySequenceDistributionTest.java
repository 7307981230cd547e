package dev.cachebench.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** χ² at fixed seeds; a fit is refused below p = 0.001. */
class KeySequenceDistributionTest {

  private static final int DRAWS = 1_000_000;
  private static final int CELLS = 50;

  @ParameterizedTest
  @CsvSource({
    "0.6, 0.004031480",
    "0.8, 0.021947868",
    "0.9, 0.045059906",
    "0.99, 0.078257438",
    "1.2, 0.196402575"
  })
  void firstKeyOfZipfHasItsExactShare(double exponent, double share) {
    KeySequence keys = sequence(100_000, new KeyDistribution.Zipfian(exponent));

    assertThat(keys.probability(0)).isCloseTo(share, within(1e-9));

    int first = 0;
    for (int i = 0; i < DRAWS; i++) {
      first += keys.next() == 0 ? 1 : 0;
    }
    double standardError = Math.sqrt(share * (1 - share) / DRAWS);
    assertThat((double) first / DRAWS).isCloseTo(share, within(4 * standardError));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.99, 1.0, 1.5, 3})
  void zipfFitsItsProbabilities(double exponent) {
    assertThat(fit(sequence(1000, new KeyDistribution.Zipfian(exponent)), 1000))
        .isGreaterThan(0.001);
  }

  @Test
  void fitIsRefusedForAnotherExponent() {
    KeySequence drawn = sequence(1000, new KeyDistribution.Zipfian(0.99));
    KeySequence claimed = sequence(1000, new KeyDistribution.Zipfian(1.0));

    assertThat(fit(drawn, claimed, 1000)).isLessThan(0.001);
  }

  @Test
  void uniformFitsItsProbabilities() {
    assertThat(fit(sequence(1000, new KeyDistribution.Uniform()), 1000)).isGreaterThan(0.001);
  }

  @Test
  void hotSetFitsItsProbabilities() {
    KeySequence keys = sequence(1000, new KeyDistribution.HotSet(10, 0.8));

    assertThat(10 * keys.probability(0)).isCloseTo(0.8, within(1e-12));
    assertThat(fit(keys, 1000)).isGreaterThan(0.001);
  }

  @Test
  void sequentialGoesRound() {
    KeySequence keys = sequence(3, new KeyDistribution.Sequential());

    assertThat(new int[] {keys.next(), keys.next(), keys.next(), keys.next()})
        .containsExactly(0, 1, 2, 0);
  }

  private static KeySequence sequence(int count, KeyDistribution distribution) {
    return KeySequence.of(
        new KeysConfig(count, distribution), new SeedFan(7).random(SeedFan.Stream.KEYS));
  }

  private static double fit(KeySequence keys, int count) {
    return fit(keys, keys, count);
  }

  /** Returns the p-value of the draws over the first keys one by one and the rest together. */
  private static double fit(KeySequence drawn, KeySequence claimed, int count) {
    long[] observed = new long[CELLS + 1];
    for (int i = 0; i < DRAWS; i++) {
      int key = drawn.next();
      assertThat(key >= 0 && key < count).isTrue();
      observed[Math.min(key, CELLS)]++;
    }
    double rest = 1;
    double chiSquare = 0;
    for (int cell = 0; cell <= CELLS; cell++) {
      double share = cell == CELLS ? rest : claimed.probability(cell);
      rest -= share;
      chiSquare += Math.pow(observed[cell] - share * DRAWS, 2) / (share * DRAWS);
    }
    return ChiSquaredDistribution.of(CELLS).survivalProbability(chiSquare);
  }
}
