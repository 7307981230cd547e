package dev.cachebench.cli.command.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.Captured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BrowserTest {

  @Test
  void usesTheSystemsOwnOpener() {
    assertThat(Browser.opener("Mac OS X", Map.of())).containsExactly("open");
    assertThat(Browser.opener("Windows 11", Map.of())).containsExactly("explorer");
    assertThat(Browser.opener("Linux", Map.of("DISPLAY", ":0"))).containsExactly("xdg-open");
  }

  @Test
  void saysWhereTheFileIsWhenThereIsNoScreen() {
    Captured captured = new Captured();

    assertThat(Browser.opener("Linux", Map.of())).isEmpty();
    new Browser(captured.console(), List.of()).open(Path.of("/runs/x/report.html"));

    assertThat(captured.err()).contains("no screen", "open /runs/x/report.html yourself");
  }

  @Test
  void saysWhereTheFileIsWhenTheOpenerCannotBeStarted() {
    Captured captured = new Captured();

    new Browser(captured.console(), List.of("no-such-opener")).open(Path.of("/runs/x/report.html"));

    assertThat(captured.err()).contains("no-such-opener cannot be started");
  }
}
