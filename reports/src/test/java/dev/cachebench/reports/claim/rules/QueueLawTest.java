package dev.cachebench.reports.claim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueLawTest {

  private static final double SERVICE = 0.619;

  /** Theory 1.5: relief at 90 % hits, and the speedup with hits of 0.61 ms. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 1.90, 18.8",
    "1, 0.9, 9.10, 90.3",
    "1, 0.99, 90.1, 894",
    "4, 0.9, 2.97, 29.4",
    "16, 0.5, 1.001, 9.92",
    "16, 0.95, 1.975, 19.6",
    "64, 0.9, 1.049, 10.4",
    "64, 0.99, 2.416, 23.9"
  })
  void reliefOfTheTable(int servers, double load, double relief, double speedup) {
    QueueLaw law = new QueueLaw(servers, SERVICE, 1);
    double rate = load * servers / SERVICE;
    double without = law.response(rate);
    double miss = law.response(rate / 10);

    assertThat(without / miss).isCloseTo(relief, within(relief * 0.003));
    assertThat(without / (0.9 * 0.61e-3 + 0.1 * miss)).isCloseTo(speedup, within(speedup * 0.004));
  }

  /** Theory 1.5: the formula's figures for lognormal times of cv² = 4. */
  @ParameterizedTest
  @CsvSource({"4, 0.8, 1.773", "4, 0.9, 3.667", "16, 0.9, 1.191"})
  void variationOfTheServiceTime(int servers, double load, double seconds) {
    double response = new QueueLaw(servers, SERVICE, 4).response(load * servers / SERVICE);

    assertThat(response).isCloseTo(seconds, within(0.0005));
  }

  @Test
  void moreThanCanBeAnsweredNeverIs() {
    assertThat(new QueueLaw(2, 1, 0).response(2)).isInfinite();
  }

  @Test
  void figuresMustMakeSense() {
    assertThatThrownBy(() -> new QueueLaw(0, 1, 0)).hasMessageContaining("servers");
  }
}
