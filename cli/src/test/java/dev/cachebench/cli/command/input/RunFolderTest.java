package dev.cachebench.cli.command.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {

  private static final Instant NOW = Instant.parse("2026-11-23T14:15:02.9Z");

  @TempDir Path runs;

  private Path make() throws IOException {
    return RunFolder.of(runs, "stampede", NOW, ZoneOffset.ofHours(1));
  }

  @Test
  void namesADirectoryAfterTheLocalTime() throws IOException {
    assertThat(make()).isEmptyDirectory().isEqualTo(runs.resolve("stampede/2026-11-23T15-15-02"));
  }

  @Test
  void neverUsesADirectoryTwice() throws IOException {
    Path first = make();

    assertThat(make()).isEmptyDirectory().isEqualTo(Path.of(first + "-2"));
    assertThat(make()).isEqualTo(Path.of(first + "-3"));
  }

  @Test
  void pointsToTheLatest() throws IOException {
    make();
    Path second = make();

    Path latest = runs.resolve("stampede/latest");
    assertThat(latest).isSymbolicLink();
    assertThat(Files.readSymbolicLink(latest)).isEqualTo(second.getFileName());
  }

  @Test
  void leavesAPersonsOwnLatestAlone() throws IOException {
    Path own = Files.createDirectories(runs.resolve("stampede/latest"));

    make();

    assertThat(own).isDirectory().isEmptyDirectory();
  }

  @Test
  void staysRelativeToWhereItWasAskedFor() throws IOException {
    Path relative = Path.of("target/run-folder-test");

    assertThat(RunFolder.of(relative, "x", NOW, ZoneOffset.UTC)).isRelative();
  }
}
