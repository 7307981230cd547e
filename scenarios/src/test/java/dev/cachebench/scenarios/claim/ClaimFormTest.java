package dev.cachebench.scenarios.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimFormTest {

  @ParameterizedTest
  @CsvSource({
    "1013x, AT_LEAST, 1013, Infinity",
    "1_013×, AT_LEAST, 1013, Infinity",
    "1.5, AT_LEAST, 1.5, Infinity",
    "~1013x, ABOUT, 920.909, 1114.3",
    "~ 10x, ABOUT, 9.0909, 11",
    "100..1000x, RANGE, 100, 1000",
    "100x .. 1_000x, RANGE, 100, 1000",
  })
  void readsEachForm(String text, ClaimForm.Kind kind, double low, double high) {
    ClaimForm form = ClaimForm.parse(text);

    assertThat(form.kind()).isEqualTo(kind);
    assertThat(form.low()).isCloseTo(low, within(1e-3));
    assertThat(form.high()).isEqualTo(high, within(1e-3));
    assertThat(form.text()).isEqualTo(text);
    assertThat(ClaimForm.parse(form.text())).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "fast", "10 %", "10ms", "1e3x", "..", "1..", "~", "~1..2x"})
  void refusesWhatIsNoSpeedupAndSaysWhatToWrite(String text) {
    assertThatThrownBy(() -> ClaimForm.parse(text))
        .isInstanceOf(ClaimSyntaxException.class)
        .hasMessage("must be a speedup, but was `" + text + "`")
        .extracting(e -> ((ClaimSyntaxException) e).hint())
        .asString()
        .contains("~1013x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x", "-5x", "1000..100x", "5..5x", "9999999999999x"})
  void refusesFactorsOutOfRange(String text) {
    assertThatThrownBy(() -> ClaimForm.parse(text))
        .isInstanceOf(ClaimSyntaxException.class)
        .hasMessageContaining("but was `");
  }
}
