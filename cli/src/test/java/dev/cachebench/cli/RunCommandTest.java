package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.PretendedRuns;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} and {@code report} from end to end, but for the run itself. */
final class RunCommandTest extends CommandTestCase {

  private static final String SCENARIO =
      """
      version: 1
      scenario: pretended
      origin: {service-time: 20ms}
      keys: {count: 100}
      targets:
        hardened: {preset: hardened}
      load: {rate: 1000/s}
      phases: [{name: steady, duration: 1s}]
      gates:
        - {require: %s}
      """;

  @TempDir Path folder;
  private final PretendedRuns runs = new PretendedRuns("complete");
  private Path out;

  @BeforeEach
  void pretend() {
    runWith(runs);
    out = folder.resolve("out");
  }

  private int runGate(String gate, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("s.yaml"), SCENARIO.formatted(gate));
    String[] all = new String[options.length + 4];
    all[0] = "run";
    all[1] = file.toString();
    all[2] = "--out";
    all[3] = out.toString();
    System.arraycopy(options, 0, all, 4, options.length);
    return run(all);
  }

  @Test
  void exitsWith0WhenEveryGatePassed() throws IOException {
    assertThat(runGate("hit-ratio > 90%")).isZero();

    assertThat(out()).contains("✓").containsPattern("PASS .* exit 0");
    assertThat(err()).startsWith("pretended · seed 42 · ").contains("✓ hardened");
  }

  @Test
  void exitsWith3WhenAGateFailed() throws IOException {
    assertThat(runGate("hit-ratio < 90%")).isEqualTo(3);

    assertThat(out()).containsPattern("FAIL .* exit 3");
  }

  @Test
  void exitsWith4WhenAGateIsUndecided() throws IOException {
    assertThat(runGate("response-time.p99 < 1s")).isEqualTo(4);

    assertThat(out()).containsPattern("UNDECIDED .* exit 4");
  }

  @Test
  void canTakeUndecidedAsAWarning() throws IOException {
    assertThat(runGate("response-time.p99 < 1s", "--undecided=warn")).isZero();
  }

  @Test
  void doesNotTakeAFailureAsAWarning() throws IOException {
    assertThat(runGate("hit-ratio < 90%", "--undecided=warn")).isEqualTo(3);
  }

  @Test
  void exitsWith130WhenItWasInterrupted() throws IOException {
    runWith(new PretendedRuns("interrupted"));

    assertThat(runGate("hit-ratio > 90%")).isEqualTo(130);

    assertThat(out.resolve("report.json")).content().contains("\"interrupted\"");
  }

  @Test
  void exitsWith5WhenTheMachineLacksSomething() throws IOException {
    runWith(
        (scenario, options, listener, stop) -> {
          throw new EnvironmentException("no redis-server", "install one");
        });

    assertThat(runGate("hit-ratio > 90%")).isEqualTo(5);

    assertUsageError("no redis-server", "install one");
  }

  @Test
  void printsJsonAndNothingElseToStandardOutput() throws IOException {
    assertThat(runGate("hit-ratio > 90%", "--format", "json")).isZero();

    assertThat(out()).isEqualToIgnoringNewLines(Files.readString(out.resolve("report.json")));
  }

  @Test
  void leavesOneHtmlFileToLookAt() throws IOException {
    assertThat(runGate("hit-ratio > 90%")).isZero();

    assertThat(out.resolve("report.html")).content().contains("✓ PASS", "var uPlot=");
  }

  @Test
  void rendersTheHtmlFileAgainAndNamesIt() throws IOException {
    runGate("hit-ratio < 90%");
    Path page = out.resolve("report.html");
    Files.writeString(page, "old");

    assertThat(run("report", out.toString(), "--format", "html")).isEqualTo(3);

    assertThat(out()).isEqualToIgnoringNewLines(page.toString());
    assertThat(page).content().contains("✗ FAIL");
  }

  @Test
  void printsTheVerdictOnlyWhenItIsToldToBeQuiet() throws IOException {
    assertThat(runGate("hit-ratio > 90%", "--quiet")).isZero();

    assertThat(err()).isEmpty();
    assertThat(out()).startsWith("PASS ").contains(out.toString()).hasLineCount(2);
  }

  @Test
  void laysTheOptionsOverTheScenario() throws IOException {
    runGate("hit-ratio > 90%", "--seed", "7", "--set", "load.rate=500/s", "--rounds", "3");

    assertThat(out.resolve("scenario.yaml")).content().contains("seed: 7", "500/s");
    assertThat(Objects.requireNonNull(runs.options()).rounds()).isEqualTo(3);
  }

  @Test
  void writesNoPasswordAnywhere() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "s3cret\n");

    String redis = "redis://host:6379/0";
    runGate("hit-ratio > 90%", "--redis", redis, "--redis-password-file", password.toString());

    RunOptions options = Objects.requireNonNull(runs.options());
    assertThat(Objects.requireNonNull(options.external()).password()).isEqualTo("s3cret");
    assertThat(out() + err()).doesNotContain("s3cret");
    try (var files = Files.walk(out)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).content().doesNotContain("s3cret"));
    }
  }

  @Test
  void startsArmsOnTheSameClassPathFromAnyDirectory() throws IOException {
    runGate("hit-ratio > 90%");

    assertThat(Objects.requireNonNull(runs.options()).jvm())
        .startsWith(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .contains("-cp")
        .noneMatch(word -> word.contains("TieredStopAtLevel"));
  }

  @Test
  void reportsTheSameAgain() throws IOException {
    runGate("hit-ratio < 90%");
    String first = out();

    assertThat(run("report", out.toString())).isEqualTo(3);

    assertThat(out()).isEqualTo(first);
  }

  @Test
  void comparesWithABaseline() throws IOException {
    runGate("hit-ratio > 90%");
    Path baseline = out;
    out = folder.resolve("second");

    assertThat(runGate("hit-ratio >= base * 1", "--baseline", baseline.toString())).isZero();
    assertThat(run("report", out.toString())).isEqualTo(4);
  }

  @Test
  void looksAtTheUsersClassesBeforeItRuns() throws IOException {
    String mine = "targets.mine.class=com.example.MyCache";
    String gone = folder.resolve("my.jar").toString();

    assertThat(runGate("hit-ratio > 90%", "--set", mine)).isEqualTo(2);
    assertUsageError(
        "target mine: there is no class com.example.MyCache", "name the jar that it is in with");
    assertThat(runGate("hit-ratio > 90%", "--set", mine, "--classpath", gone)).isEqualTo(2);
    assertUsageError("there is no " + gone + ", which --classpath names", "check the path");
    assertThat(runGate("hit-ratio > 90%", "--set", mine, "--classpath", folder + "/*"))
        .isEqualTo(2);
    assertUsageError("target mine: there is no class", "name the jar that it is in with");
    assertThat(out).doesNotExist();
  }

  @Test
  void looksAtTheBaselineBeforeItRuns() throws IOException {
    assertThat(runGate("hit-ratio > 90%", "--baseline", folder.resolve("gone").toString()))
        .isEqualTo(2);

    assertUsageError(folder.resolve("gone") + " does not exist", "`cachebench run` writes them");
    assertThat(out).doesNotExist();
  }
}
