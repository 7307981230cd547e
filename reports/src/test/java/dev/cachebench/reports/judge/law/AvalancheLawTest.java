package dev.cachebench.reports.judge.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.judge.law.AvalancheLaw.Wave;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvalancheLawTest {

  private static double steepest(Wave wave) {
    double most = 0;
    for (int second = 0; second < 60; second++) {
      most = Math.max(most, wave.loadsBy(second + 1) - wave.loadsBy(second));
    }
    return most;
  }

  /** Theory 3: M loads at once without jitter, M/(jT) a second with it. */
  @Test
  void withManyRequestsEveryKeyIsLoadedAtItsEnd() {
    assertThat(steepest(new Wave(1_000, 1e6, 20, 0, 0, 0))).isCloseTo(1_000, within(1.0));
    assertThat(steepest(new Wave(1_000, 1e6, 20, 0.5, 0, 0))).isCloseTo(100, within(5.0));
  }

  @Test
  void withFewRequestsTheyAreTheLimit() {
    assertThat(steepest(new Wave(100_000, 500, 20, 0, 0, 0))).isCloseTo(500, within(5.0));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 0.7", "0.1, 0.3", "0.5, 0.3"})
  void agreesWithDrawnKeys(double jitter, double writing) {
    Wave wave = new Wave(20_000, 20_000, 20, jitter, 0.2, 0.2 + writing);
    SplittableRandom random = new SplittableRandom(7);
    int[] loads = new int[90];
    for (int key = 0; key < 20_000; key++) {
      double end = 0.2 + writing * random.nextDouble() + 20 * (1 - jitter * random.nextDouble());
      loads[(int) Math.min(89, end - Math.log(1 - random.nextDouble()))]++;
    }

    for (int second = 0; second < 40; second++) {
      double expected = wave.loadsBy(second + 1) - wave.loadsBy(second);
      assertThat((double) loads[second])
          .as("second %d", second)
          .isCloseTo(expected, within(4 * Math.sqrt(expected) + 100));
    }
  }

  private static Optional<Prediction> predicted(String change, String with, long burst) {
    String text =
        """
        version: 1
        scenario: x
        origin: {service-time: 20ms}
        keys: {count: 1_000}
        targets: {one: {preset: hardened, l2: {ttl: 5s}, early-expiry: off, jitter: off}}
        load: {rate: 1_000/s}
        preload: {tiers: all, ages: together}
        warmup: 1s
        phases: [{name: only, duration: 10s}]
        """;
    SyntheticRun run =
        SyntheticRun.of(ScenarioReader.read("x.yaml", text.replace(change, with), List.of()));
    run.events.add(
        new RunEvent(0, 1, "one", "preload", null, Map.of("entries", 1_000, "seconds", 0.0)));
    run.counters.replaceAll(
        row ->
            new CountersRow(
                row.t(),
                row.round(),
                row.target(),
                row.node(),
                row.phase(),
                Map.of(
                    "origin.loads", row.node() < 0 ? 0 : Math.abs(row.t() - 6) < 0.5 ? burst : 1),
                row.sums(),
                row.max()));
    return new AvalancheLaw(run.scenario, run.scenario.targets().get(0)).predict(run.data());
  }

  @Test
  void holdsTheBusiestSecondAgainstIt() {
    Prediction right = predicted("", "", 640).orElseThrow();
    Prediction wrong = predicted("", "", 800).orElseThrow();

    assertThat(right.predicted()).isCloseTo(1_000 * (1 - Math.exp(-1)), within(1.0));
    assertThat(right.sample().mean()).isEqualTo(640);
    assertThat(right.isWithin()).isTrue();
    assertThat(wrong.isWithin()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ages: together|ages: spread",
        "scenario: x|scenario: x\nnodes: 2",
        "early-expiry: off|early-expiry: on",
        "preset: hardened|preset: hardened, coalescing: off",
        "keys: {count: 1_000}|keys: {count: 1_000, distribution: {zipfian: 0.9}}",
        "load: {rate: 1_000/s}|load: {users: 5}",
        "duration: 10s|duration: 10s, load: {rate: 5/s}",
        "l2: {ttl: 5s}|l2: {ttl: 500ms}",
        "l2: {ttl: 5s}|l2: off",
      })
  void saysNothingWhereItDoesNotHold(String change) {
    String[] sides = change.split("\\|");

    assertThat(predicted(sides[0], sides[1], 640)).isEmpty();
  }
}
