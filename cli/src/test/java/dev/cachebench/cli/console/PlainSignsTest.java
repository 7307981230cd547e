package dev.cachebench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PlainSignsTest {

  @Test
  void writesOnlyWhatEveryCharacterSetHas() {
    StringWriter text = new StringWriter();

    new PrintWriter(new PlainSigns(text), true)
        .print("✓ ✗ ! · p99 18 µs, 4.9×, −9 … +3 %, 1 → 2, 1.53 ± 0.11");

    assertThat(text).hasToString("+ x ! - p99 18 us, 4.9x, -9 .. +3 %, 1 -> 2, 1.53 +- 0.11");
  }

  @Test
  void areNeededWhereTheSignsAreMissing() {
    assertThat(PlainSigns.areNeededFor(StandardCharsets.US_ASCII)).isTrue();
    assertThat(PlainSigns.areNeededFor(StandardCharsets.ISO_8859_1)).isTrue();
    assertThat(PlainSigns.areNeededFor(StandardCharsets.UTF_8)).isFalse();
  }
}
