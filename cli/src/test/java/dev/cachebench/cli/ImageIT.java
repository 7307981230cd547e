package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container image that the profile {@code image} has made, in Docker; {@code .ci/run} makes it
 * where Docker runs.
 */
final class ImageIT {

  private static final Path IMAGE = Path.of("target/cachebench-image.tar").toAbsolutePath();

  @TempDir Path folder;

  @BeforeAll
  static void load() throws Exception {
    String skip = null;
    if (System.getenv("CACHEBENCH_TEST_REDIS_IMAGE") == null) {
      skip = "CACHEBENCH_TEST_REDIS_IMAGE is not set, as .ci/run does where Docker runs";
    } else if (!Files.exists(IMAGE)) {
      skip = "there is no " + IMAGE + ", which `mvn verify -Pimage` makes";
    }
    if (skip != null) {
      System.out.println("skipped: ImageIT, because " + skip);
    }
    assumeTrue(skip == null, skip);
    try (Program load =
        Program.start(Path.of("."), Map.of(), "docker", "load", "--input", IMAGE.toString())) {
      assertThat(load.await()).as(load.err()).isZero();
      assertThat(load.out()).contains("cachebench:latest");
    }
  }

  /** Runs it as anybody, and without any network but its own loopback. */
  private Program docker(String... words) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> docker =
        List.of(
            "docker", "run", "--rm", "--network=none", "--user=1000:1000", "-v", folder + ":/work");
    return Program.start(
        folder,
        Map.of(),
        Stream.of(docker.stream(), Stream.of("cachebench"), Stream.of(words))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  @Test
  void explainsItself() throws Exception {
    try (Program help = docker("--help")) {
      assertThat(help.await()).as(help.err()).isZero();
      assertThat(help.out()).contains("find-limit", "Exit codes:");
    }
  }

  @Test
  void runsAScenarioOnTheRedisThatItBrings() throws Exception {
    try (Program run =
        docker(
            "run",
            "quickstart",
            "--target=hardened",
            "--set=warmup=500ms",
            "--set=phases[0].duration=2s",
            "--set=gates=[]",
            "--out=out")) {
      assertThat(run.await()).as(run.err()).isZero();
      assertThat(run.err()).startsWith("quickstart").containsPattern("cachebench \\d");
    }
    assertThat(folder.resolve("out/report.json")).content().contains("\"complete\"");
    assertThat(Files.getAttribute(folder.resolve("out/report.json"), "unix:uid")).isEqualTo(1000);
  }
}
