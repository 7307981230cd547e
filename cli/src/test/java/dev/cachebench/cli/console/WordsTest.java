package dev.cachebench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.0003S, 300 µs",
    "PT0.05S, 50 ms",
    "PT1.5S, 1.5 s",
    "PT10S, 10 s",
    "PT90S, 90 s",
    "PT2M, 2 min",
    "PT1H, 1 h"
  })
  void writesDurationsInOneUnit(Duration duration, String words) {
    assertThat(Words.duration(duration)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"1234, 1.23 µs", "96400000, 96.4 ms", "999600000, 1 s", "2134000000, 2.13 s"})
  void writesMeasuredTimesWithThreeDigits(double nanos, String words) {
    assertThat(Words.nanos(nanos)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.0004, 0.04 %", "0.004, 0.4 %", "0.05, 5 %", "0.097, 9.7 %", "1, 100 %"})
  void writesSharesWithTwoDigits(double share, String words) {
    assertThat(Words.share(share)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"PT0.2S, 1 s", "PT59.4S, 59 s", "PT2M, 2 min", "PT2M10S, 2 min 10 s"})
  void writesTimesToWaitForRoughly(Duration duration, String words) {
    assertThat(Words.about(duration)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"-3, 0:00", "9.6, 0:10", "62, 1:02", "3605, 60:05"})
  void writesTimesThatAreLeftAsAClockDoes(double seconds, String words) {
    assertThat(Words.left(seconds)).isEqualTo(words);
  }
}
