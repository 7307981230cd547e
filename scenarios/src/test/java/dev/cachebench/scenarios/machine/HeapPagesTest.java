package dev.cachebench.scenarios.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapPagesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"always [madvise] never\n", "[always] madvise never\n"})
  void hugeOnesAreAskedForWhereTheyAreGiven(String enabled) throws IOException {
    Path file = Files.writeString(folder.resolve("enabled"), enabled);

    assertThat(HeapPages.flags(file))
        .containsExactly("-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages");
  }

  /** A JVM warns of huge pages that it does not get, and elsewhere does not know the flag. */
  @Test
  void elsewhereTheyAreNot() throws IOException {
    Path never = Files.writeString(folder.resolve("enabled"), "always madvise [never]\n");

    assertThat(HeapPages.flags(never)).containsExactly("-XX:+AlwaysPreTouch");
    assertThat(HeapPages.flags(folder.resolve("absent"))).containsExactly("-XX:+AlwaysPreTouch");
  }
}
