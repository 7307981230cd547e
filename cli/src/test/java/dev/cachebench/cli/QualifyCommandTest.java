package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.testing.RecordedRun;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class QualifyCommandTest extends CommandTestCase {

  @TempDir Path folder;

  /** Lets each run take as long as the last, but for noise. */
  private void noise(double deviation) {
    SplittableRandom random = new SplittableRandom(7);
    ScenarioRuns runs =
        (scenario, options, listener, stop) ->
            RecordedRun.write(options.directory(), Math.exp(deviation * random.nextGaussian()));
    runWith(runs);
  }

  private int qualify(String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "qualify";
    all[1] = "--out=" + folder.resolve("out");
    all[2] = "--pairs=10";
    System.arraycopy(options, 0, all, 3, options.length);
    return run(all);
  }

  @Test
  void aQuietMachineIsFit() {
    noise(0.005);

    assertThat(qualify()).as("%s%s", err(), out()).isZero();

    assertThat(out())
        .contains("recorded · 10 pairs of the same build", "hardened in steady")
        .containsPattern("response-time.mean +0\\.\\d % .* 5\\.0 %  ✓\n")
        .contains("FIT   this machine holds the usual margins with 10 pairs");
    assertThat(folder.resolve("out/qualification.json")).isNotEmptyFile();
  }

  @Test
  void aNoisyMachineIsNotAndSaysHowManyPairsItTakes() {
    noise(0.08);

    assertThat(qualify("--metric", "response-time.mean")).isEqualTo(5);

    assertThat(out())
        .contains("? INCONCLUSIVE", "pairs would hold the usual margin", "UNFIT   this machine");
  }

  @Test
  void aWiderMarginIsHeldAllTheSame() {
    noise(0.08);

    int status =
        qualify("--metric=response-time.mean", "--margin=response-time.mean=50%", "--format=json");

    assertThat(status).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(out());
    assertThat(json.get("isFit").booleanValue()).isTrue();
    assertThat(json.get("floors").get(0).get("held").doubleValue()).isBetween(0.01, 0.5);
  }

  @Test
  void theQuickstartsCandidateIsWhatRuns() {
    runWith(
        (scenario, options, listener, stop) -> {
          assertThat(scenario.name()).isEqualTo("quickstart");
          assertThat(scenario.targets()).singleElement().extracting("name").isEqualTo("hardened");
          RecordedRun.write(options.directory(), 1);
        });

    assertThat(qualify()).as("%s", err()).isZero();

    assertThat(err()).startsWith("quickstart · 10 pairs · ").contains("✓ pair 10 of 10");
  }

  @Test
  void fewPairsSayNothing() {
    assertThat(run("qualify", "--pairs", "4")).isEqualTo(2);

    assertUsageError("--pairs must be 5 or more, but was 4", "10 are usual");
  }
}
