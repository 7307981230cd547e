package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageTest extends CommandTestCase {

  @TempDir Path folder;

  @Test
  void printsItsVersion() {
    assertThat(run("--version")).isZero();

    assertThat(out()).matches("cachebench \\S+\nJava \\S+\n");
  }

  @Test
  void suggestsTheNearestOption() {
    assertThat(run("run", "quickstart", "--seeed", "3")).isEqualTo(2);

    assertUsageError(
        "unknown option `--seeed`, did you mean `--seed`?",
        "`cachebench run --help` says what there is");
  }

  @Test
  void suggestsTheNearestCommand() {
    assertThat(run("validte")).isEqualTo(2);

    assertUsageError(
        "unknown command `validte`, did you mean `validate`?",
        "`cachebench --help` says what there is");
  }

  @Test
  void wantsACommand() {
    assertThat(run()).isEqualTo(2);

    assertUsageError("missing command", "`cachebench --help` says what there is");
  }

  @Test
  void saysWhichArgumentIsTooMany() {
    assertThat(run("report", "a", "b")).isEqualTo(2);

    assertUsageError("one argument too many: `b`", "`cachebench report --help`");
  }

  @Test
  void namesTheWordsOfAnOption() {
    assertThat(run("--color=blue", "schema")).isEqualTo(2);

    assertUsageError(
        "invalid value for `--color`: expected one of [auto, always, never] but was 'blue'",
        "`cachebench --help` says what there is");
  }

  @Test
  void suggestsNothingWhereNoOptionIsNear() {
    assertThat(run("run", "quickstart", "--turbo")).isEqualTo(2);

    assertUsageError("unknown option `--turbo`", "`cachebench run --help` says what there is");
  }

  @Test
  void suggestsTheNearestBundledScenario() {
    assertThat(run("run", "quikstart")).isEqualTo(2);

    assertUsageError(
        "there is no file and no bundled scenario `quikstart`, did you mean `quickstart`?",
        "bundled are ");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThat(run("run", "nowhere/mine.yaml")).isEqualTo(2);

    assertUsageError("there is no file nowhere/mine.yaml", "check the path;");
  }

  @Test
  void pointsToTheBundledScenarioOfAMissingFile() {
    assertThat(run("run", "nowhere/quickstart.yaml")).isEqualTo(2);

    assertUsageError(
        "there is no file nowhere/quickstart.yaml",
        "the bundled scenario of that name runs by `quickstart` alone");
  }

  @Test
  void wantsAFileRatherThanADirectory() {
    assertThat(run("validate", folder.toString())).isEqualTo(2);

    assertUsageError(folder + " is a directory", "name a file in it");
  }

  @Test
  void refusesAnUnknownTarget() {
    assertThat(run("run", "quickstart", "--target", "hardend")).isEqualTo(2);

    assertUsageError(
        "the scenario has no target `hardend`, did you mean `hardened`?", "it has none, ");
  }

  @Test
  void refusesNoRounds() {
    assertThat(run("run", "quickstart", "--rounds", "0")).isEqualTo(2);

    assertUsageError("--rounds must be 1 or more, but was 0", "`cachebench run --help`");
  }

  @Test
  void refusesASettingWithoutValue() {
    assertThat(run("validate", "quickstart", "--set", "seed")).isEqualTo(2);

    assertThat(err()).contains("a setting must be path=value").contains("but was seed");
  }

  @Test
  void refusesADirectoryThatHoldsSomething() throws IOException {
    Files.writeString(folder.resolve("precious.txt"), "keep me");

    assertThat(run("run", "quickstart", "--out", folder.toString())).isEqualTo(2);

    assertUsageError("the directory " + folder + " is not empty", "name a new one with --out");
    assertThat(folder.resolve("precious.txt")).hasContent("keep me");
  }

  @Test
  void refusesAPasswordForItsOwnRedis() {
    assertThat(run("run", "quickstart", "--redis-password-file", "x")).isEqualTo(2);

    assertUsageError("--redis-password-file is for a Redis of your own", "add --redis ");
  }

  @Test
  void refusesAPasswordInTheAddress() {
    assertThat(run("run", "quickstart", "--redis", "redis://:secret@host:6379")).isEqualTo(2);

    assertThat(err()).contains("CACHEBENCH_REDIS_PASSWORD").doesNotContain("secret");
  }

  @Test
  void printsEveryProblemOfEveryFileOnce() throws IOException {
    Path bad =
        Files.writeString(folder.resolve("bad.yaml"), "version: 1\nscenario: x\nfualts: 3\n");
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "");

    assertThat(run("validate", bad.toString(), "quickstart", empty.toString())).isEqualTo(2);

    assertThat(out()).startsWith("✓ quickstart: ").doesNotContain("bad.yaml");
    assertThat(err())
        .contains("bad.yaml:3:1  unknown key `fualts`, did you mean `faults`?")
        .contains("empty.yaml:1:1")
        .containsOnlyOnce("nothing was run.");
  }

  @Test
  void reportsAboutRunDirectoriesOnly() {
    assertThat(run("report", folder.toString())).isEqualTo(2);

    assertUsageError(folder + " is not a run directory", "`cachebench run` writes them");
  }

  @Test
  void reportsAboutDirectoriesThatExist() {
    assertThat(run("report", folder.resolve("gone").toString())).isEqualTo(2);

    assertUsageError(folder.resolve("gone") + " does not exist", "`cachebench run` writes them");
  }
}
