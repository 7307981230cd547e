package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SweepReaderTest {

  private static List<SweepPoint> points(String sweep, Setting... settings) {
    return ScenarioReader.parse("x", Texts.SMALL + sweep + "\n", List.of(settings)).sweep();
  }

  @Test
  void withoutOneThereIsNothingToSweep() {
    assertThat(points("")).isEmpty();
  }

  @Test
  void eachValueMakesAScenario() {
    List<SweepPoint> points = points("sweep: {load.rate: [100/s, 200/s, 400/s]}");

    assertThat(points)
        .extracting(SweepPoint::label)
        .containsExactly("load.rate=100/s", "load.rate=200/s", "load.rate=400/s");
    assertThat(points.stream().map(SweepPoint::scenario).map(Scenario::load))
        .doesNotHaveDuplicates();
  }

  @Test
  void severalPathsMakeAllCombinations() {
    assertThat(points("sweep: {load.rate: [100/s, 200/s], seed: [1, 2]}"))
        .extracting(SweepPoint::label)
        .containsExactly(
            "load.rate=100/s seed=1",
            "load.rate=100/s seed=2",
            "load.rate=200/s seed=1",
            "load.rate=200/s seed=2");
  }

  @Test
  void settingsOfTheCommandLineHoldInEachRun() {
    List<SweepPoint> points =
        points("sweep: {load.rate: [100/s, 200/s]}", new Setting("seed", "7"));

    assertThat(points).allSatisfy(point -> assertThat(point.scenario().seed()).isEqualTo(7));
  }

  @Test
  void saysWhatIsWrongWhereItStands() {
    assertThat(Texts.messages(Texts.SMALL + "sweep: {load.rate: [100/s, fast]}\n"))
        .singleElement()
        .asString()
        .contains("makes no scenario: load.rate");
    assertThat(Texts.messages(Texts.SMALL + "sweep: {cache.l1.capcity: [100, 200]}\n"))
        .allSatisfy(message -> assertThat(message).contains("makes no scenario"))
        .isNotEmpty();
    assertThat(Texts.messages(Texts.SMALL + "sweep: {seed: [1]}\n"))
        .containsExactly("must have at least two values");
    assertThat(Texts.messages(Texts.SMALL + "sweep: {seed: 1}\n"))
        .containsExactly("expected a list, but was `1`");
    assertThat(Texts.messages(Texts.SMALL + "sweep: {seed: [1, [2]]}\n"))
        .containsExactly("must be a plain value, but was a list");
    assertThat(Texts.messages(Texts.SMALL + "sweep: on\n"))
        .containsExactly("must name what changes, with its values, but was `on`");
    String many = "[" + "1, ".repeat(10) + "2]";
    assertThat(
            Texts.messages(
                Texts.SMALL + "sweep: {seed: %s, load.rate: %s}\n".formatted(many, many)))
        .containsExactly("makes 121 runs of all combinations, more than 100");
  }
}
