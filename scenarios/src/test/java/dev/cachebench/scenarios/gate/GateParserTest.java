package dev.cachebench.scenarios.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cachebench.scenarios.gate.GateSyntaxException.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateParserTest {
  @ParameterizedTest
  @CsvSource({
    "response-time.p99 < 250ms, 250e6",
    "response-time.p99.9<1.5s, 1.5e9",
    "recovery-time <= 1m, 60e9",
    "error-ratio == 0, 0",
    "error-ratio > 1%, 0.01",
    "hit-ratio >= 0.9, 0.9",
    "origin-rate < 1_500/s, 1500",
    "origin-rate < 60/m, 1",
    "shed != 20_000, 20000",
    "speedup.mean >= 10x, 10",
    "speedup.mean >= 1.5, 1.5"
  })
  void readsLiteralsInTheMetricsUnit(String text, double expected) {
    GateExpression gate = GateParser.parse(text);

    assertThat(gate.limit()).isEqualTo(new Limit.Literal(expected));
    assertThat(gate.text()).isEqualTo(text);
  }

  @Test
  void readsOtherTargetsAndTheBaselineRun() {
    assertThat(GateParser.parse("origin-rate < none * 0.2").limit())
        .isEqualTo(new Limit.OtherTarget("none", 0.2));
    assertThat(GateParser.parse("origin-rate < no-breaker").limit())
        .isEqualTo(new Limit.OtherTarget("no-breaker", 1));
    assertThat(GateParser.parse("response-time.p99 <= base*1.10").limit())
        .isEqualTo(new Limit.Base(1.1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error-ration == 0|METRIC|1|there is no metric `error-ration`, did you mean `error-ratio`?",
        "== 0|METRIC|1|the metric is missing",
        "error-ratio|OPERATOR|12|the operator is missing",
        "error-ratio => 0|OPERATOR|13|there is no operator `=>`",
        "error-ratio <|VALUE|14|the value is missing",
        "error-ratio < 5ms|VALUE|15|the value of error-ratio: `ms` is no unit of a ratio",
        "response-time.p99 < 250|VALUE|21|the value of response-time.p99: must be a duration with its unit, but was `250`",
        "shed < 5/s|VALUE|8|the value of shed: must be a plain number, but was `5/s`",
        "origin-rate < none * x|VALUE|22|the factor after `*` must be a number, but was `x`",
        "origin-rate < none * 0|VALUE|22|the factor after `*` must be greater than 0, but was 0",
      })
  void saysWhichSideIsWrongAndWhere(String text, Part part, int column, String message) {
    GateSyntaxException e =
        catchThrowableOfType(GateSyntaxException.class, () -> GateParser.parse(text));

    assertThat(e.problem()).isEqualTo(message);
    assertThat(e.part()).isEqualTo(part);
    // CsvSource strips a trailing blank, so a missing value is one past the end.
    assertThat(e.column()).isEqualTo(Math.min(column, text.length() + 1));
    assertThat(e.hint()).isNotBlank();
  }

  @Test
  void listsTheFamilyOfAMetric() {
    GateSyntaxException e =
        catchThrowableOfType(
            GateSyntaxException.class, () -> GateParser.parse("response-time < 5ms"));

    assertThat(e.hint()).contains("response-time.p99, ");
  }
}
