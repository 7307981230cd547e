package dev.cachebench.cli.command.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.machine.HeapPages;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkedArmsTest {

  /** Growing a heap, or touching it for the first time, is not what a run measures. */
  @Test
  void theHeapOfAnArmIsWholeAndTouchedFromTheStart() {
    List<String> command = ForkedArms.jvm("a.jar");

    assertThat(value(command, "-Xms")).isEqualTo(value(command, "-Xmx"));
    assertThat(command).containsAll(HeapPages.flags());
  }

  @Test
  void theClassPathHoldsInEveryDirectory() {
    assertThat(ForkedArms.jvm("a.jar" + File.pathSeparator + "classes"))
        .endsWith(
            "-cp",
            Path.of("a.jar").toAbsolutePath()
                + File.pathSeparator
                + Path.of("classes").toAbsolutePath());
  }

  private static String value(List<String> command, String flag) {
    return command.stream()
        .filter(word -> word.startsWith(flag))
        .findFirst()
        .orElseThrow()
        .substring(flag.length());
  }
}
