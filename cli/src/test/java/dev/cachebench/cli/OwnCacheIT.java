package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example cache of the documentation, from a jar of its own, beside the packaged tool. */
final class OwnCacheIT {

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

  @TempDir Path folder;

  @BeforeEach
  void buildJar() throws IOException {
    Files.copy(Path.of("target/cachebench.jar"), folder.resolve("cachebench.jar"));
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../scenarios/README.md")));
    assertThat(example.find()).isTrue();
    Path source = Files.writeString(folder.resolve("MyCache.java"), example.group(1));
    Path classes = folder.resolve("classes");
    tool(
        "javac",
        "--release",
        "17",
        "-proc:none",
        "-cp",
        folder.resolve("cachebench.jar").toString(),
        "-d",
        classes.toString(),
        source.toString());
    tool(
        "jar",
        "--create",
        "--file",
        folder.resolve("my.jar").toString(),
        "-C",
        classes.toString(),
        ".");
  }

  private static void tool(String name, String... arguments) {
    int status = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments);
    assertThat(status).as(name).isZero();
  }

  private Program start(String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command =
        Stream.concat(Stream.of(java, "-jar", "cachebench.jar"), Stream.of(arguments))
            .toArray(String[]::new);
    return Program.start(folder, Map.of("LC_ALL", "C.UTF-8"), command);
  }

  @Test
  void runsInAStampede() throws Exception {
    try (Program program =
        start(
            "run",
            "stampede",
            "--classpath",
            "my.jar",
            "--set",
            "targets.mine.class=com.example.MyCache",
            "--target",
            "mine",
            "--set",
            "warmup=500ms",
            "--set",
            "phases[0].duration=4500ms",
            "--set",
            "faults[0].for=4s")) {
      program.await();

      assertThat(program.err()).contains("✓ mine");
      assertThat(program.out())
          .containsPattern("✓ .*loads-per-expiry.max <= 4")
          .containsPattern("✓ .*error-ratio == 0")
          .containsPattern("✓ .*wrong-values == 0");
    }
    assertThat(folder.resolve("runs/stampede/latest/scenario.yaml"))
        .content()
        .contains("\"mine\": {class: \"com.example.MyCache\"");
    assertThat(folder.resolve("runs/stampede/latest/environment.json"))
        .content()
        .contains("my.jar");
  }
}
