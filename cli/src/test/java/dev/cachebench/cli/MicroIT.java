package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Micro-benchmarks from the packaged jar, forked, as short as they get. */
final class MicroIT {

  private static final String[] SHORT = {"-f", "1", "-wi", "0", "-i", "1", "-r", "10ms"};

  @TempDir Path folder;

  @BeforeEach
  void copyJar() throws IOException {
    Files.copy(Path.of("target/cachebench.jar"), folder.resolve("cachebench.jar"));
  }

  private Program start(String... options) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command =
        Stream.of(new String[] {java, "-jar", "cachebench.jar", "micro"}, SHORT, options)
            .flatMap(Stream::of)
            .toArray(String[]::new);
    return Program.start(folder, Map.of("LC_ALL", "C.UTF-8"), command);
  }

  @Test
  void measuresTheClocks() throws Exception {
    try (Program program = start("Clocks", "--out", "r")) {
      assertThat(program.await()).as(program.err()).isZero();
      assertThat(program.out())
          .contains("Clocks.nanoTime ", "Clocks.instantNow ÷ Clocks.nanoTime")
          .contains("jmh.json · ratios.json · ratios.csv · jmh.log");
      assertThat(program.err()).contains("· Clocks.nanoTime ");
    }
    Path results = folder.resolve("r");
    assertThat(results.resolve("jmh.json")).content().contains("gc.alloc.rate.norm");
    assertThat(results.resolve("ratios.csv")).content().hasLineCount(3);
    assertThat(results.resolve("ratios.json")).content().startsWith("{\"jvm\":");
    assertThat(results.resolve("jmh.log")).content().contains("# VM options: -Xms512m -Xmx512m");
  }

  @Test
  void measuresAHitInRedisAndHidesItsPassword() throws Exception {
    try (Program program = start("L2Hit.script", "--out", "r")) {
      assertThat(program.await()).as(program.err()).isZero();
      assertThat(program.out()).contains("L2Hit.script ");
    }
    assertThat(folder.resolve("r/jmh.json"))
        .content()
        .contains("-Dcachebench.micro.redis=")
        .doesNotContain("password");
    assertThat(folder.resolve("runs")).doesNotExist();
  }
}
