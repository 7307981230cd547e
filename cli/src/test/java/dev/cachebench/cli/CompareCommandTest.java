package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CompareCommandTest extends CommandTestCase {

  @TempDir Path folder;
  private Path base;

  @BeforeEach
  void record() throws IOException {
    base = store("base", 6, 1);
  }

  /** Writes runs side by side, with a link to the last one as `run` makes it. */
  private Path store(String name, int runs, double slower) throws IOException {
    Path store = folder.resolve(name);
    for (int i = 1; i <= runs; i++) {
      // A thousandth of noise.
      RecordedRun.write(store.resolve("run-" + i), slower * (1 + i * 1e-3));
    }
    Files.createSymbolicLink(store.resolve("latest"), Path.of("run-1"));
    return store;
  }

  @Test
  void roundsOfADirectoryAreComparedAsOne() throws IOException {
    Path same = store("same", 6, 1);

    assertThat(run("compare", base.toString(), same.toString())).as("%s", err()).isZero();

    assertThat(out())
        .startsWith("recorded · 6 + 6 rounds\n")
        .contains("hardened in steady", "response-time.mean", "✓ NO_REGRESSION")
        .doesNotContain("none in steady");
  }

  @Test
  void aRegressionIsToldByTheExitCodeOnlyWhereAsked() throws IOException {
    String slower = store("slower", 6, 1.5).toString();

    assertThat(run("compare", base.toString(), slower)).as("%s", err()).isZero();
    assertThat(out()).contains("✗ REGRESSION", "+50.0 %");

    assertThat(run("compare", base.toString(), slower, "--fail-on", "regression")).isEqualTo(3);
  }

  @Test
  void fewRoundsAreUndecidedAndSayWhatWouldDecide() throws IOException {
    String few = store("few", 2, 1.5).toString();
    String[] asked = {"compare", base.toString(), few, "--fail-on", "REGRESSION"};

    assertThat(run(asked)).isEqualTo(4);
    assertThat(out())
        .contains("needs 5 rounds a side, has 6 and 2")
        .contains("cachebench run " + few + "/run-1/scenario.yaml --rounds 10");

    assertThat(run("compare", base.toString(), few, "--fail-on=regression", "--undecided=warn"))
        .isZero();
  }

  @Test
  void everyCandidateIsComparedAndJsonHasAnObjectForEach() throws IOException {
    String same = store("same", 6, 1).toString();
    String slower = store("slower", 6, 1.5).toString();

    int status =
        run(
            "compare",
            base.toString(),
            same,
            slower,
            "--format",
            "json",
            "--fail-on",
            "regression");

    assertThat(status).isEqualTo(3);
    JsonNode json = JsonMapper.builder().build().readTree(out());
    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("verdict").stringValue()).isEqualTo("NO_REGRESSION");
    assertThat(json.get(1).get("verdict").stringValue()).isEqualTo("REGRESSION");
  }

  @Test
  void markdownIsForSummaries() throws IOException {
    String slower = store("slower", 6, 1.5).toString();

    assertThat(run("compare", base.toString(), slower, "--format", "md", "--paired")).isZero();

    assertThat(out()).startsWith("# recorded: REGRESSION\n").contains("6 pairs", "| hardened |");
  }

  @Test
  void metricsMarginsAndTargetsAreChosen() throws IOException {
    String slower = store("slower", 6, 1.5).toString();

    int status =
        run(
            "compare",
            base.toString(),
            slower,
            "--target=none",
            "--metric=response-time.p50",
            "--margin=response-time.p50=80%",
            "--fail-on=regression");

    assertThat(status).as("%s%s", err(), out()).isZero();
    assertThat(out()).contains("none in outage", "response-time.p50").doesNotContain("p99");
  }

  @Test
  void anotherTargetOfTheBaseMayBeComparedWith() {
    int status =
        run(
            "compare",
            base.toString(),
            base.toString(),
            "--target=hardened",
            "--against=none",
            "--metric=response-time.mean",
            "--paired");

    assertThat(status).as("%s", err()).isZero();
    assertThat(out()).contains("✓ IMPROVEMENT", "−99.5 %");
  }

  @ParameterizedTest
  @CsvSource({
    "'compare {base} {folder}/missing', '{folder}/missing does not exist'",
    "'compare {base} {base} --metric wrong-values', '`wrong-values` is not compared'",
    "'compare {base} {base} --metric respones-time.mean', 'did you mean `response-time.mean`?'",
    "'compare {base} {base} --margin response-time.mean=-5%', 'must be above 0'",
    "'compare {base} {base} --margin response-time.mean=much', 'the margin of response-time.mean'",
    "'compare {base} {base} --target nobody', 'the runs have no such target in common'",
    "'compare {base} {base}/run-1 --paired', 'so that they are no pairs'",
    "'compare {base}', 'missing required parameter'",
  })
  void whatCannotBeComparedIsAUsageError(String command, String problem) {
    String[] words =
        command.replace("{base}", base.toString()).replace("{folder}", folder + "").split(" ");

    assertThat(run(words)).as("%s", out()).isEqualTo(2);

    assertThat(err())
        .startsWith("error: ")
        .containsIgnoringCase(problem.replace("{folder}", folder.toString()))
        .contains("hint: ");
  }

  @Test
  void anEmptyDirectoryHoldsNoRuns() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(run("compare", base.toString(), empty.toString())).isEqualTo(2);

    assertThat(err()).contains("there is none in it", "hint: `cachebench run` writes them");
  }
}
