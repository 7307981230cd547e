package dev.cachebench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalTest {

  private final Properties launcher = new Properties();

  @Test
  void believesTheLauncher() {
    launcher.setProperty("cachebench.terminals", "2");
    launcher.setProperty("cachebench.columns", "132");

    assertThat(Terminal.detect(launcher, Map.of())).isEqualTo(new Terminal(false, true, 132));
  }

  @Test
  void takesTheWidthOfTheEnvironmentOtherwise() {
    launcher.setProperty("cachebench.terminals", "012");

    assertThat(Terminal.detect(launcher, Map.of("COLUMNS", "90")))
        .isEqualTo(new Terminal(true, true, true, 90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "wide", "-5", "99999999"})
  void assumesTheUsualWidthForNonsense(String columns) {
    launcher.setProperty("cachebench.columns", columns);

    assertThat(Terminal.detect(launcher, Map.of()).columns()).isEqualTo(100);
  }
}
