package dev.cachebench.scenarios.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

  private static final RunEvent EVENT =
      new RunEvent(1.5, 1, "hardened", "expiry", "steady", Map.of("loads", 4));

  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("events.jsonl"), text);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = file(JsonLines.encode(EVENT) + "\n");

    assertThat(JsonLines.read(file, RunEvent.class).rows()).containsExactly(EVENT);
    assertThat(JsonLines.read(file, RunEvent.class).isTorn()).isFalse();
  }

  @Test
  void takesACutOffLastLineAsAnInterruption() throws IOException {
    String line = JsonLines.encode(EVENT);

    JsonLines.Rows<RunEvent> rows =
        JsonLines.read(file(line + "\n" + line.substring(0, 20)), RunEvent.class);

    assertThat(rows.rows()).containsExactly(EVENT);
    assertThat(rows.isTorn()).isTrue();
  }

  @Test
  void namesTheLineOfAnyOtherDamage() throws IOException {
    Path file =
        file(JsonLines.encode(EVENT) + "\n{\"t\": oops}\n" + JsonLines.encode(EVENT) + "\n");

    assertThatThrownBy(() -> JsonLines.read(file, RunEvent.class))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining("events.jsonl:2");
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> JsonLines.read(directory.resolve("no.jsonl"), RunEvent.class))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining("no.jsonl  cannot be read");
  }
}
