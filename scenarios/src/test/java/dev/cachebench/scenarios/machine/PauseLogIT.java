package dev.cachebench.scenarios.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real JVM writes. */
class PauseLogIT {

  @TempDir Path dir;

  /** Collects garbage thrice and says when it began. */
  public static final class Collecting {
    public static void main(String[] args) {
      System.out.println(System.nanoTime());
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      System.out.println(System.nanoTime());
    }
  }

  @Test
  void tellsThePausesOfARealCollector() throws Exception {
    Path file = PauseLog.in(dir);
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseG1GC",
                PauseLog.flag(file),
                "-cp",
                System.getProperty("java.class.path"),
                Collecting.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> said = new String(java.getInputStream().readAllBytes()).lines().toList();
    assertThat(java.waitFor()).as(said.toString()).isZero();
    long from = Long.parseLong(said.get(0));
    long to = Long.parseLong(said.get(1));

    List<PauseLog.Pause> collections =
        new PauseLog(file, from)
            .take().stream().filter(pause -> pause.operation().contains("Collect")).toList();

    assertThat(collections).hasSizeGreaterThanOrEqualTo(3);
    assertThat(collections)
        .filteredOn(pause -> pause.endNanos() > 0 && pause.endNanos() < to - from)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(pause -> assertThat(pause.nanos()).isPositive());
  }
}
