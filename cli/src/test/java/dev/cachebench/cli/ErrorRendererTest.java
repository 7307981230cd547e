package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.testing.Captured;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.result.DamagedRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ErrorRendererTest {

  private final Captured console = new Captured();
  private final ErrorRenderer renderer = new ErrorRenderer(console.console(), false);

  @Test
  void tellsWhatTheMachineLacks() {
    ExitCode code = renderer.render(new EnvironmentException("no setsid", "install util-linux"));

    assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(console.err()).isEqualTo("error: no setsid\n  hint: install util-linux\n");
  }

  @Test
  void leavesOutAnEmptyHint() {
    renderer.render(new EnvironmentException("no setsid", ""));

    assertThat(console.err()).isEqualTo("error: no setsid\n");
  }

  @Test
  void namesTheDamagedLine() {
    ExitCode code =
        renderer.render(new DamagedRunException(Path.of("run/events.jsonl"), 7, "is not JSON"));

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).startsWith("error: run/events.jsonl:7  is not JSON\n  hint: ");
  }

  @Test
  void namesTheMissingFile() {
    ExitCode code = renderer.render(new NoSuchFileException("secret.txt"));

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).startsWith("error: there is no secret.txt\n  hint: check the path");
  }

  @Test
  void blamesTheMachineForMissingPermission() {
    ExitCode code =
        renderer.render(new UncheckedIOException(new AccessDeniedException("/root/runs")));

    assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(console.err()).startsWith("error: no permission for /root/runs\n  hint: ");
  }

  @Test
  void blamesTheMachineForAFullDisk() {
    ExitCode code = renderer.render(new IOException("No space left on device"));

    assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(console.err()).startsWith("error: reading or writing failed: No space left");
  }

  @Test
  void ownsUpToItsDefects() {
    ExitCode code = renderer.render(new IllegalStateException("impossible"));

    assertThat(code).isEqualTo(ExitCode.INTERNAL_ERROR);
    assertThat(console.err())
        .startsWith(
            "error: internal error: IllegalStateException: impossible\n  hint: please report")
        .contains("--debug")
        .contains("  version: cachebench ")
        .doesNotContain("\tat ");
  }

  @Test
  void showsStackTracesOnlyWhenAsked() {
    new ErrorRenderer(console.console(), true).render(new IllegalStateException("impossible"));

    assertThat(console.err()).contains("\tat dev.cachebench.cli.ErrorRendererTest");
  }
}
