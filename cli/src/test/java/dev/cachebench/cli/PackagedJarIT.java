package dev.cachebench.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar alone in an empty folder. */
final class PackagedJarIT {

  private static final String[] SHORT = {
    "run", "quickstart", "--set", "warmup=500ms", "--set", "phases[0].duration=2s"
  };

  @TempDir Path folder;

  @BeforeEach
  void copyJar() throws IOException {
    Files.copy(Path.of("target/cachebench.jar"), folder.resolve("cachebench.jar"));
  }

  private Program start(Map<String, String> environment, String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command =
        Stream.concat(Stream.of(java, "-jar", "cachebench.jar"), Stream.of(arguments))
            .toArray(String[]::new);
    return Program.start(folder, environment, command);
  }

  @Test
  void knowsItsVersion() throws Exception {
    try (Program program = start(Map.of(), "--version")) {
      assertThat(program.await()).isZero();
      assertThat(program.out()).startsWith("cachebench ").doesNotContain("dev");
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  void bringsTheSchemaAndTheScenarios() throws Exception {
    try (Program schema = start(Map.of(), "schema");
        Program scenarios = start(Map.of(), "scenarios")) {
      assertThat(schema.await()).isZero();
      assertThat(scenarios.await()).isZero();
      assertThat(schema.out()).startsWith("{");
      assertThat(scenarios.out()).contains("quickstart ", "stampede ");
    }
  }

  @Test
  void keepsToPlainSignsWhereTheLocaleHasNoOthers() throws Exception {
    try (Program program = start(Map.of("LC_ALL", "C"), "validate", "quickstart")) {
      assertThat(program.await()).isZero();
      assertThat(program.out()).startsWith("+ quickstart: ");
    }
  }

  @Test
  void runsAScenarioOnItsOwnRedis() throws Exception {
    try (Program program = start(Map.of("LC_ALL", "C.UTF-8"), SHORT)) {
      int status = program.await();

      assertThat(program.err()).startsWith("quickstart · seed 42 · ").contains("✓ hardened");
      assertThat(program.out()).containsPattern("(PASS|FAIL|UNDECIDED) .* exit " + status + "\n");
      assertThat(folder.resolve("runs/quickstart/latest/report.json"))
          .content()
          .contains("\"exitCode\" : " + status);
      assertThat(folder.resolve("runs/quickstart/latest/report.html"))
          .content()
          .contains("var uPlot=");
    }
  }

  @Test
  void runsAnotherBuildInTurn() throws Exception {
    Files.copy(folder.resolve("cachebench.jar"), folder.resolve("old.jar"));
    String[] pairs = {"--target", "hardened", "--pairs", "1", "--baseline-jar", "old.jar"};

    try (Program program =
        start(
            Map.of("LC_ALL", "C.UTF-8"),
            Stream.concat(Stream.of(SHORT), Stream.of(pairs)).toArray(String[]::new))) {
      // One pair says nothing, and twice ten more are too many to wait for.
      await().atMost(100, SECONDS).until(() -> program.err().contains("✓ pair 1 of 1"));
      await()
          .atMost(60, SECONDS)
          .until(() -> program.err().contains("? inconclusive after 1 pair"));
      program.signal("KILL");
    }
    Path run = folder.resolve("runs/quickstart/latest");
    assertThat(run.resolve("baseline/pair-01/environment.json"))
        .content()
        .contains("\"tool\":\"old.jar, sha256 ");
    assertThat(run.resolve("baseline/pair-01/events.jsonl")).content().contains("\"complete\"");
    assertThat(run.resolve("candidate/pair-01/events.jsonl")).content().contains("\"complete\"");
  }

  @Test
  void leavesAReadableRunWhenItIsInterrupted() throws Exception {
    assumeThat(ignoresInterrupts()).as("started in the background: SIGINT is ignored").isFalse();

    try (Program program = start(Map.of("LC_ALL", "C.UTF-8"), "run", "quickstart", "--out", "r")) {
      await().atMost(60, SECONDS).until(() -> program.err().contains(" of "));
      program.signal("INT");

      assertThat(program.await()).isEqualTo(130);
      assertThat(program.err()).contains("stopping, keeping what was measured");
    }
    try (Program again = start(Map.of(), "report", "r", "--format", "json")) {
      assertThat(again.await()).isEqualTo(130);
      assertThat(again.out()).contains("\"status\" : \"interrupted\"");
    }
  }

  /** Shells start background jobs deaf to Ctrl-C, and so is everything under them. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(mask, 16) & 2) != 0;
  }
}
