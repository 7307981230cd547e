package dev.cachebench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ColorModeTest {

  @Test
  void colorsTerminalsOnly() {
    assertThat(ColorMode.AUTO.isOn(true, Map.of())).isTrue();
    assertThat(ColorMode.AUTO.isOn(false, Map.of())).isFalse();
  }

  @Test
  void honoursNoColorBeforeAnythingElse() {
    assertThat(ColorMode.AUTO.isOn(true, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"))).isFalse();
  }

  @Test
  void takesAnEmptyNoColorAsUnset() {
    assertThat(ColorMode.AUTO.isOn(true, Map.of("NO_COLOR", ""))).isTrue();
  }

  @Test
  void canBeForcedIntoAPipe() {
    assertThat(ColorMode.AUTO.isOn(false, Map.of("CLICOLOR_FORCE", "1"))).isTrue();
    assertThat(ColorMode.AUTO.isOn(false, Map.of("CLICOLOR_FORCE", "0"))).isFalse();
  }

  @Test
  void sparesTerminalsThatAskForIt() {
    assertThat(ColorMode.AUTO.isOn(true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(ColorMode.AUTO.isOn(true, Map.of("CLICOLOR", "0"))).isFalse();
  }

  @Test
  void obeysTheOptionBeforeTheEnvironment() {
    assertThat(ColorMode.ALWAYS.isOn(false, Map.of("NO_COLOR", "1"))).isTrue();
    assertThat(ColorMode.NEVER.isOn(true, Map.of("CLICOLOR_FORCE", "1"))).isFalse();
  }
}
