package dev.cachebench.scenarios.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceSpecTest {

  @Test
  void takesEverythingBehindTheFirstColonAsTheFile() {
    assertThat(TraceSpec.parse("arc:a:b.gz"))
        .isEqualTo(new TraceSpec(TraceFormat.ARC, Path.of("a:b.gz")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lirz:a | unknown trace format `lirz`, did you mean `lirs`?",
        "quux:a | unknown trace format `quux`",
        "a.gz   | a trace must be FORMAT:FILE, but was `a.gz`",
        "lirs:  | a trace must be FORMAT:FILE, but was `lirs:`",
      })
  void refusesWhatIsNoFormatAndFile(String text, String problem) {
    assertThatThrownBy(() -> TraceSpec.parse(text))
        .isInstanceOf(TraceException.class)
        .hasMessage(problem);
  }

  @Test
  void everyFormatHasItsWord() {
    for (TraceFormat format : TraceFormat.values()) {
      assertThat(TraceSpec.parse(format.word() + ":a").format()).isEqualTo(format);
    }
  }
}
