package dev.cachebench.scenarios.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseLogTest {

  private static final String JAVA_17 =
      "[1778037414509ns] Safepoint \"G1CollectForAllocation\", Time since last: 15770905 ns,"
          + " Reaching safepoint: 2433 ns, Cleanup: 8623 ns, At safepoint: 5425822 ns,"
          + " Total: 5436878 ns\n";
  private static final String JAVA_25 =
      "[2000ns] Safepoint \"ICBufferFull\", Time since last: 1 ns, Reaching safepoint: 2 ns,"
          + " At safepoint: 3 ns, Leaving safepoint: 4 ns, Total: 1500 ns, Threads: 0 runnable,"
          + " 11 total\n";

  @TempDir Path dir;

  private void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void readsTheLinesOfEveryVersionOnTheClockThatWasAskedFor() throws IOException {
    Path file = dir.resolve("safepoints.log");
    append(file, JAVA_17 + JAVA_25);

    assertThat(new PauseLog(file, 1000).take())
        .containsExactly(
            new PauseLog.Pause(1778037413509L, 5436878, "G1CollectForAllocation"),
            new PauseLog.Pause(1000, 1500, "ICBufferFull"));
  }

  @Test
  void waitsForTheRestOfALine() throws IOException {
    Path file = dir.resolve("safepoints.log");
    PauseLog log = new PauseLog(file, 0);
    append(file, "[0.001s] something else\n" + JAVA_25.substring(0, 60));
    assertThat(log.take()).isEmpty();

    append(file, JAVA_25.substring(60));

    assertThat(log.take()).hasSize(1);
    assertThat(log.take()).isEmpty();
  }

  @Test
  void noFileHasNoPauses() {
    assertThat(new PauseLog(null, 0).take()).isEmpty();
    assertThat(new PauseLog(dir.resolve("gone"), 0).take()).isEmpty();
  }

  @Test
  void leavesNothingBehind() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("of-its-own"));
    Path file = PauseLog.in(folder);
    append(file, JAVA_17);

    PauseLog.remove(file);

    assertThat(folder).doesNotExist();
  }
}
