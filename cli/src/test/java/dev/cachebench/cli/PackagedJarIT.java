package dev.cachebench.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar alone in an empty folder. */
final class PackagedJarIT {

  private static final String[] SHORT = {
    "run", "quickstart", "--set", "warmup=500ms", "--set", "phases[0].duration=2s"
  };

  private static final List<String> RAW =
      List.of(
          "scenario.yaml",
          "environment.json",
          "counters.jsonl",
          "events.jsonl",
          "intervals.hlog",
          "violations.jsonl");
  private static final String FORMATS =
      "html,json,md,junit,csv,openmetrics,benchmark-action,jmh,hgrm,hlog";

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
  void runsAScenarioOnItsOwnRedisAndReportsItAgainFromACopy() throws Exception {
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
    copiedElsewhereItIsReportedByteForByte(folder.resolve("runs/quickstart/latest").toRealPath());
  }

  /** What the run left, and what the jar alone makes of its raw files in another place. */
  private void copiedElsewhereItIsReportedByteForByte(Path run) throws Exception {
    Path copy = Files.createDirectories(folder.resolve("elsewhere").resolve("copy"));
    for (String file : RAW) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }
    for (Path directory : List.of(run, copy)) {
      Map<String, String> left = directory.equals(run) ? texts(run) : Map.of();
      try (Program again = start(Map.of(), "report", directory.toString(), "--format", FORMATS)) {
        assertThat(again.await()).as(again.err()).isIn(0, 3, 4);
      }
      assertThat(texts(directory)).containsAllEntriesOf(left);
    }
    Map<String, String> ofCopy = texts(copy);
    assertThat(ofCopy).hasSizeGreaterThan(15).containsKeys("report.html", "latency.hlog");
    Map<String, String> ofRun = texts(run);
    ofRun.remove("cachebench.log");
    assertThat(ofCopy).isEqualTo(ofRun);
  }

  private static Map<String, String> texts(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
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
