package dev.cachebench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ExitCodeTest {

  @Test
  void numbersAreThoseThatScriptsRelyOn() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number))
        .containsExactly(0, 1, 2, 3, 4, 5, 130);
  }

  @Test
  void isFoundByItsNumber() {
    assertThat(ExitCode.of(3)).isEqualTo(ExitCode.GATE_FAILED);
  }

  @Test
  void refusesOtherNumbers() {
    assertThatThrownBy(() -> ExitCode.of(7)).hasMessage("number must be an exit code, but was 7");
  }
}
