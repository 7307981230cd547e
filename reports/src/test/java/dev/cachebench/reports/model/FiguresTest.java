package dev.cachebench.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.gate.Quantity;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DURATION|0|0 ms",
        "DURATION|999|999 ns",
        "DURATION|300000|300 µs",
        "DURATION|999600|1.00 ms",
        "DURATION|131000000|131 ms",
        "DURATION|2100000000|2.10 s",
        "RATE|1425|1,425/s",
        "RATIO|0|0.00 %",
        "RATIO|0.413|41.3 %",
        "RATIO|1|100 %",
        "RATIO|0.9997|99.970 %",
        "RATIO|0.0000000001|<0.0001 %",
        "COUNT|14990|14,990",
        "COUNT|3.2|3.20",
        "FACTOR|1|1×",
        "FACTOR|1014.75|1,015×"
      })
  void figuresCarryTheirUnit(Quantity quantity, double value, String text) {
    assertThat(Figures.of(quantity, value)).isEqualTo(text);
  }

  @Test
  void whatIsAbsentIsADash() {
    assertThat(Figures.of(Quantity.RATE, null)).isEqualTo("–");
    assertThat(Figures.of(Quantity.RATE, Double.NaN)).isEqualTo("–");
  }

  @Test
  void figuresAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Figures.rate(1425.5)).isEqualTo("1,426/s");
      assertThat(Figures.percent(0.413)).isEqualTo("41.3 %");
    } finally {
      Locale.setDefault(before);
    }
  }
}
