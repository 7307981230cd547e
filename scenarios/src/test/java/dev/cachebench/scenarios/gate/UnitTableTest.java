package dev.cachebench.scenarios.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTableTest {
  @ParameterizedTest
  @CsvSource({"300us,300e3", "20ms,20e6", "1.5s,1.5e9", "10m,600e9", "1h,3600e9", "0,0", "7ns,7"})
  void readsDurations(String text, double nanos) {
    assertThat(UnitTable.DURATION.parse(text)).isEqualByComparingTo(decimal(nanos));
  }

  @ParameterizedTest
  @CsvSource({"512B,512", "1KiB,1024", "2MB,2e6", "1GiB,1073741824", "1_000B,1000"})
  void readsSizes(String text, double bytes) {
    assertThat(UnitTable.SIZE.parse(text)).isEqualByComparingTo(decimal(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ms", "1__0", "_1", "1_", "1.", ".5", "1e3", "0x10", "1,5", "NaN", "١"})
  void refusesOtherNumbers(String text) {
    assertThatThrownBy(() -> UnitTable.NUMBER.parse(text)).isInstanceOf(UnitException.class);
  }

  @Test
  void namesTheLegalUnits() {
    assertThatThrownBy(() -> UnitTable.DURATION.parse("20sec"))
        .isInstanceOfSatisfying(
            UnitException.class,
            e -> {
              assertThat(e.problem()).isEqualTo("`sec` is no unit of a duration");
              assertThat(e.hint()).contains("ns, us, ms, s, m, h");
            });
  }

  private static java.math.BigDecimal decimal(double value) {
    return java.math.BigDecimal.valueOf(value);
  }
}
