package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.testing.RecordedRun;
import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmMain;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run --pairs} from end to end, but for the runs themselves. */
final class PairsTest extends CommandTestCase {

  private static final String SCENARIO =
      """
      version: 1
      scenario: paired
      origin: {service-time: 20ms}
      keys: {count: 100}
      targets:
        none: {preset: none, role: baseline}
        hardened: {preset: hardened}
      load: {rate: 100/s}
      phases: [{name: steady, duration: 4s}]
      gates: [{require: origin-rate < none * 0.5}]
      """;

  @TempDir Path folder;
  private final List<String> order = new ArrayList<>();
  private Path scenario;
  private Path jar;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    scenario = Files.writeString(folder.resolve("s.yaml"), SCENARIO);
    out = folder.resolve("out");
    jar = folder.resolve("old.jar");
    try (JarOutputStream file = new JarOutputStream(Files.newOutputStream(jar))) {
      file.putNextEntry(new JarEntry(ArmMain.class.getName().replace('.', '/') + ".class"));
    }
    slowness(i -> 1);
  }

  /** Lets the candidate of each pair be slower by a factor, and both by noise of their own. */
  private void slowness(ToDoubleFunction<Integer> factor) {
    ScenarioRuns runs =
        (run, options, listener, stop) -> {
          Path directory = options.directory();
          String side = directory.getParent().getFileName().toString();
          int pair = Integer.parseInt(directory.getFileName().toString().substring(5));
          boolean isOld = options.jvm().contains(jar.toString());
          order.add(side + " " + pair + (isOld ? " old" : ""));
          RecordedRun.write(
              directory,
              (1 + pair % 3 * 0.1) * (side.equals("candidate") ? factor.applyAsDouble(pair) : 1));
        };
    runWith(runs);
  }

  private int pairs(String... options) {
    List<String> all =
        new ArrayList<>(List.of("run", scenario.toString(), "--out", out.toString()));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  @Test
  void twoBuildsRunInTurnInRandomOrder() {
    assertThat(pairs("--pairs", "8", "--baseline-jar", jar.toString())).as("%s", err()).isZero();

    assertThat(order).hasSize(16);
    for (int pair = 1; pair <= 8; pair++) {
      assertThat(order.subList(2 * pair - 2, 2 * pair))
          .containsExactlyInAnyOrder("baseline " + pair + " old", "candidate " + pair);
    }
    assertThat(order.stream().filter(run -> order.indexOf(run) % 2 == 0).map(r -> r.split(" ")[0]))
        .contains("baseline", "candidate");
    assertThat(err())
        .startsWith("paired · 8 pairs · ")
        .contains("old.jar, sha256 ", "✓ pair 8 of 8");
    assertThat(out()).contains("recorded · 8 pairs", "NO_REGRESSION", out.toString());
    assertThat(out.resolve("comparison.json")).content().contains("\"isPaired\" : true");
    assertThat(out.resolve("comparison.md")).content().startsWith("# recorded: NO");
  }

  @Test
  void theOrderIsThatOfTheSeed() {
    pairs("--pairs", "8", "--baseline-jar", jar.toString());
    List<String> first = List.copyOf(order);
    order.clear();
    out = folder.resolve("again");

    pairs("--pairs", "8", "--baseline-jar", jar.toString());

    assertThat(order).isEqualTo(first);
  }

  @Test
  void aSlowdownThatNoiseOfBothSidesWouldHideExitsWith3() {
    slowness(i -> 1.10);

    assertThat(pairs("--pairs", "10", "--baseline-jar", jar.toString(), "-q")).isEqualTo(3);

    assertThat(out()).contains("✗ REGRESSION", "+10.0 %");
    assertThat(err()).isEmpty();
  }

  @Test
  void whatIsInconclusiveGetsTenMorePairsAtMostTwice() {
    slowness(pair -> pair % 2 == 0 ? 1.3 : 1.0);

    assertThat(pairs("--pairs", "5", "--baseline-jar", jar.toString())).isEqualTo(4);

    assertThat(order).hasSize(2 * 25);
    assertThat(err()).contains("? inconclusive after 5 pairs: 10 more", "after 15 pairs: 10 more");
    assertThat(out()).contains("25 pairs", "? INCONCLUSIVE");
    assertThat(pairs("--pairs", "5", "--undecided", "warn", "--out", folder + "/other"))
        .isNotEqualTo(4);
  }

  @Test
  void whatIsWorseForSureNeedsNoMorePairs() {
    // The mean is a tenth worse, the largest time wavers about its margin.
    slowness(pair -> pair % 2 == 0 ? 1.25 : 1.45);

    int status =
        pairs(
            "--pairs=10",
            "--baseline-jar=" + jar,
            "--metric=response-time.mean",
            "--metric=response-time.max");

    assertThat(status).isEqualTo(3);
    assertThat(out()).contains("✗ REGRESSION", "? INCONCLUSIVE");
    assertThat(order).hasSize(20);
  }

  @Test
  void anInterruptedPairIsLeftOutOfALaterComparison() throws IOException {
    pairs("--pairs", "8", "--baseline-jar", jar.toString());
    try (Stream<Path> files = Files.list(out.resolve("candidate/pair-03"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    int status = run("compare", out + "/baseline", out + "/candidate", "--paired");

    assertThat(status).as("%s", err()).isZero();
    assertThat(err()).contains("! ", "baseline/pair-03 has no counterpart and is left out");
    assertThat(out()).contains("7 pairs");
  }

  @Test
  void theResultCanBeComparedAgainFromItsDirectories() throws IOException {
    pairs("--pairs", "6", "--baseline-jar", jar.toString());
    String before = Files.readString(out.resolve("comparison.json"));

    int status =
        run("compare", out + "/baseline", out + "/candidate", "--paired", "--format", "json");

    assertThat(status).isZero();
    assertThat(out()).isEqualTo(before);
  }

  @Test
  void twoTargetsOfOneBuildAreAPair() {
    int status = pairs("--pairs=5", "--format=json", "--metric=response-time.mean");

    assertThat(status).as("%s", err()).isZero();
    assertThat(order).hasSize(10).contains("baseline 1", "candidate 1", "baseline 5");
    assertThat(err()).contains("hardened against none");
    assertThat(out()).contains("\"IMPROVEMENT\"", "\"isPaired\" : true");
  }

  @Test
  void anArmThatFailsEndsItAtOnce() {
    runWith(
        (run, options, listener, stop) -> {
          RecordedRun.write(options.directory(), 1);
          order.add("run");
          ArmFailure failure = new ArmFailure(false, "it speaks another protocol", "");
          listener.armFinished(new ArmId("hardened", 1, 0, 1), new ArmSummary(1, 1, 0), failure);
        });

    assertThat(pairs("--pairs", "9", "--baseline-jar", jar.toString())).isEqualTo(5);

    assertThat(order).hasSize(1);
    assertThat(err())
        .contains("failed in pair 1: it speaks another protocol", "hint: its log is in");
  }

  @ParameterizedTest
  @CsvSource({
    "--pairs 0, '--pairs must be 1 to 1000, but was 0'",
    "--baseline-jar {jar}, '--baseline-jar is for --pairs'",
    "--pairs 5 --baseline-jar {folder}/s.yaml, 's.yaml is no jar file'",
    "--pairs 5 --baseline-jar {folder}/none.jar, 'none.jar does not exist'",
    "--pairs 5 --rounds 2, '--pairs goes with none of'",
    "--pairs 5 --ablate, '--pairs goes with none of'",
    "--pairs 5 --format html, 'a comparison is printed as text, json or md'",
    "--pairs 5 --target hardened, 'compares two targets, but the scenario has 1: hardened'",
    "--pairs 5 --metric p99, 'there is no metric `p99`'",
  })
  void whatDoesNotGoTogetherIsAUsageError(String options, String problem) throws IOException {
    String[] words = options.replace("{jar}", jar + "").replace("{folder}", folder + "").split(" ");

    assertThat(pairs(words)).as("%s", out()).isEqualTo(2);

    assertThat(err()).contains("error: ", "hint: ");
    assertThat(order).isEmpty();
    try (Stream<Path> made = Files.list(folder)) {
      assertThat(made.filter(Files::isDirectory)).isEmpty();
    }
  }
}
