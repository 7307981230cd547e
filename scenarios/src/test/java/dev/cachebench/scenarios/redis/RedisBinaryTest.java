package dev.cachebench.scenarios.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {

  @TempDir Path directory;

  private Path program(String name) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void takesWhatIsOnThePathFirst() throws IOException {
    Path valkey = program("valkey-server");

    assertThat(new RedisBinary("/nowhere:" + directory, null).find(directory)).isEqualTo(valkey);
  }

  @Test
  void unpacksTheBundledOneWhenThePathHasNone() throws IOException {
    Path file = new RedisBinary("", null).find(directory);

    assertThat(file).isExecutable().hasFileName("redis-server");
    assertThat(Files.size(file)).isGreaterThan(1_000_000);
  }

  @Test
  void saysWhatIsMissingWhenThePathWasAskedFor() {
    assertThatThrownBy(() -> new RedisBinary("/nowhere", "path").find(directory))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("CACHEBENCH_REDIS_SERVER is `path`, but there is no redis-server on the PATH");
  }

  @Test
  void refusesAFileThatCannotBeExecuted() throws IOException {
    Path file = Files.writeString(directory.resolve("text"), "");

    assertThatThrownBy(() -> new RedisBinary("", file.toString()).find(directory))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("cannot be executed");
  }
}
